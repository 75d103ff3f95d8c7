import { SQSClient } from '@aws-sdk/client-sqs';
import { environmentNamed } from '../../infra/environments.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { CrmLinkTable } from '../../shared/adapters/dynamodb/crm-link-table.ts';
import { DoNotContactTable } from '../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import type { CrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import type { AccountStore } from '../../shared/ports/account-store.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { openDatabase } from '../database.ts';
import { writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import type { BackfillDeps } from './backfill.ts';
import { type CrmReading, openCrmReading } from './connected-crm.ts';

/** Access to the CRM of an environment, to look at it and to change it. */
export interface CrmAccess extends CrmReading {
  readonly writeSecrets: (secrets: CrmSecrets) => Promise<void>;
  /** What a backfill and an import of companies need of the environment. */
  readonly stores: Omit<BackfillDeps, 'sleep' | 'report'> & {
    readonly accounts: AccountStore;
    readonly leads: Pick<LeadStore, 'leadsOfCompany'>;
  };
}

/** Returns access to the CRM of the environment with this name. */
export async function openCrmAccess(name: string): Promise<CrmAccess> {
  const outputs = await readStackOutputs(environmentNamed(name));
  const { LeadsTable, RepsTable, CrmSecretArn, CrmQueueUrl } = outputs;
  const reading = openCrmReading(outputs, { local: name === 'local' });
  const db = openDatabase();
  return {
    ...reading,
    writeSecrets: (secrets) => writeSecret(CrmSecretArn, JSON.stringify(secrets)),
    stores: {
      leads: new LeadTable({ db, tables: { leads: LeadsTable, reps: RepsTable } }),
      accounts: new AccountTable({ db, table: RepsTable }),
      reps: new RepTable({ db, table: RepsTable }),
      doNotContact: new DoNotContactTable({ db, table: RepsTable }),
      mode: async () => (await reading.settings.read('mode')).mode,
      links: new CrmLinkTable({ db, table: LeadsTable }),
      nudges: new CrmNudgeQueue({ client: new SQSClient({ useQueueUrlAsEndpoint: false }), url: CrmQueueUrl }),
    },
  };
}
