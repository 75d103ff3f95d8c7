import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Environment } from '../../infra/environment.ts';
import { ENVIRONMENTS, identityOf } from '../../infra/environments.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import { openDatabase } from '../database.ts';
import type { DoctorFinding } from '../finding.ts';
import { judgeFeedback, judgeLocalMail, judgeMail, judgeManagers, judgeNoSender } from './judge-mail.ts';
import { readMailState } from './mail-state.ts';
import type { StackResource } from './stack-parts.ts';

/** Checks whether SES sends what Baton has to say, and reports what does not arrive. @param table of reps and plans */
export async function checkMail(
  { mail, name }: Pick<Environment, 'mail' | 'name'>,
  parts: readonly StackResource[],
  table: string,
): Promise<readonly DoctorFinding[]> {
  const db = openDatabase();
  const reps = await new RepTable({ db, table }).list();
  if (!mail) return judgeNoSender(reps);
  const partOf = (type: string, prefix: string) =>
    parts.find((part) => part.type === type && part.logicalId.startsWith(prefix))?.physicalId;
  const configurationSet = partOf('AWS::SES::ConfigurationSet', 'Mail');
  if (configurationSet === undefined) throw new Error('the stack has no configuration set of SES: deploy it again');
  const identity = identityOf(mail);
  const state = await readMailState({ identity, configurationSet }, new SESv2Client());
  const active = await new PlanTable({ db, table, read: compilePlanTree }).active();
  return [
    ...(name === ENVIRONMENTS.local.name ? judgeLocalMail() : judgeMail(mail.from, identity, state)),
    judgeFeedback(partOf('AWS::SNS::Topic', 'MailBounces'), state),
    ...judgeManagers(active?.plan, reps),
  ];
}
