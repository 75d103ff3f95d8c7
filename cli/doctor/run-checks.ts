import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Environment } from '../../infra/environment.ts';
import { ENVIRONMENTS, stackNameOf } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { CalendarTable } from '../../shared/adapters/dynamodb/calendar-table.ts';
import { HeartbeatTable } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import { PlanJournalTable } from '../../shared/adapters/dynamodb/plan-journal-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import { findMissingPeople } from '../../shared/domain/plan/people.ts';
import { HR_CALENDAR_ID } from '../../shared/domain/team/hr-leaves.ts';
import { findPlanReview } from '../../shared/use-cases/plans/find-plan-review.ts';
import { checkAccounts } from '../crm/check-accounts.ts';
import { checkCrm } from '../crm/check-crm.ts';
import { checkReading } from '../crm/check-reading.ts';
import { judgeWebhooks } from '../crm/check-webhooks.ts';
import { openCrmReading, requireCrm } from '../crm/connected-crm.ts';
import { openDatabase } from '../database.ts';
import type { DoctorCheck, DoctorFinding } from '../finding.ts';
import { readSecret } from '../secret-text.ts';
import { readAlarmSubscribers } from './alarm-subscribers.ts';
import { judgeCalendars } from './calendars.ts';
import { checkMail } from './check-mail.ts';
import {
  judgeAlarmTopics,
  judgeConcurrency,
  judgeDeadLetters,
  judgeHook,
  judgePeople,
  judgeProofs,
  judgeProtection,
  judgeReview,
  judgeSchedules,
  judgeSecrets,
  judgeStack,
  judgeSweep,
  judgeTeams,
  type QueueDepth,
  type ScheduleState,
} from './checks.ts';
import { createConnectionChecks } from './connections.ts';
import { judgeOutgoingWebhooks } from './outgoing-webhooks.ts';
import { checkSignIn } from './sign-in.ts';
import { checkSlack } from './slack-check.ts';
import { readStack, type StackResource } from './stack-parts.ts';

/** Returns all checks of a deployed environment. All are read-only. */
export function createChecks(environment: Environment, outputs: StackOutputs): readonly DoctorCheck[] {
  const db = openDatabase();
  const table = outputs.RepsTable;
  const sources = new SourceTable({ db, table });
  const webhooks = new WebhookTable({ db, tables: { leads: outputs.LeadsTable, reps: table } });
  let parts: readonly StackResource[] = [];
  const partsOf = (type: string) => parts.filter((part) => part.type === type);
  return [
    {
      name: 'Stack',
      run: async () => {
        const stack = await readStack(stackNameOf(environment));
        parts = stack.parts;
        return [judgeStack(stack.status), ...judgeProtection(environment, stack.hasTerminationProtection)];
      },
    },
    {
      name: 'Secrets',
      run: async () =>
        judgeSecrets(
          await readSecretPresence(
            outputs,
            (await sources.list()).map(({ id }) => id),
          ),
        ),
    },
    { name: 'Plan and teams', run: () => checkPlanAndTeams(table) },
    { name: 'Calendars', run: () => checkCalendars(table) },
    ...createConnectionChecks(environment, outputs),
    {
      name: 'Hooks',
      run: async () => {
        const known = await sources.list();
        if (known.length === 0)
          return [{ check: 'Hooks', state: 'warning', observed: 'no source', todo: 'Run baton setup' }];
        const answers = await Promise.all(
          known.map(async ({ id, kind, key }) =>
            judgeHook(id, await postUnsigned(`${outputs.ApiUrl}/hooks/${kind}/${key}`)),
          ),
        );
        return [...answers, ...judgeProofs(known)];
      },
    },
    { name: 'Webhooks', run: async () => judgeOutgoingWebhooks(await webhooks.list()) },
    { name: 'CRM', run: () => checkConnectedCrm(environment, outputs) },
    { name: 'Slack', run: () => checkSlack(outputs) },
    { name: 'E-mail', run: () => checkMail(environment, parts, table) },
    {
      name: 'Sign-in',
      run: async () =>
        checkSignIn(outputs.SignIn, {
          allowHttp: environment.name === ENVIRONMENTS.local.name,
          reps: await new RepTable({ db, table }).list(),
        }),
    },
    {
      name: 'Schedules',
      run: async () => judgeSchedules(await Promise.all(partsOf('AWS::Scheduler::Schedule').map(readScheduleState))),
    },
    {
      name: 'Sweep',
      run: async () => [judgeSweep(await new HeartbeatTable({ db, table }).last(), instantOf(Date.now()))],
    },
    {
      name: 'Dead letters',
      run: async () => {
        const depths = await Promise.all(partsOf('AWS::SQS::Queue').map(readDeadLetterDepth));
        return judgeDeadLetters(depths.filter((depth) => depth !== undefined));
      },
    },
    {
      name: 'Alarms',
      run: async () => {
        const client = new SNSClient();
        const alarmTopics = partsOf('AWS::SNS::Topic').filter(({ logicalId }) => logicalId.startsWith('Alarms'));
        const topics = alarmTopics.map(({ logicalId, physicalId }) => ({
          topic: logicalId.startsWith('AlarmsPage') ? 'page' : 'tell',
          arn: physicalId,
        }));
        return judgeAlarmTopics(await Promise.all(topics.map((topic) => readAlarmSubscribers(topic, client))));
      },
    },
    {
      name: 'Quotas',
      run: async () => {
        const { AccountLimit } = await new LambdaClient().send(new GetAccountSettingsCommand());
        return [judgeConcurrency(AccountLimit?.ConcurrentExecutions ?? 0)];
      },
    },
  ];
}

async function checkConnectedCrm(environment: Environment, outputs: StackOutputs): Promise<readonly DoctorFinding[]> {
  const access = openCrmReading(outputs, { local: environment.name === 'local' });
  if (!(await access.settings.read('crm'))) return [{ check: 'CRM', state: 'ok', observed: 'none is connected' }];
  const connected = await requireCrm(access);
  const written = await checkCrm(connected, await access.listReps());
  const read = await checkReading(connected, instantOf(Date.now()));
  return [...written, ...read, ...judgeWebhooks(connected), ...(await checkAccounts(connected, access))];
}

/** Posts without credentials. The source answers 401 and does not count it as a sender with a wrong secret. */
async function postUnsigned(url: string): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
  });
  return answer.status;
}

async function readSecretPresence(outputs: StackOutputs, sources: readonly string[]): Promise<Record<string, boolean>> {
  const there: Record<string, boolean> = {};
  for (const [output, arn] of Object.entries(outputs))
    if (output.endsWith('SecretArn')) there[output.replace(/Arn$/, '')] = (await readSecret(arn)) !== '';
  const ofSources = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse((await readSecret(outputs.SourceSecretsArn)) || '{}'));
  for (const id of sources) there[`secret of source ${id}`] = Object.hasOwn(ofSources, id);
  return there;
}

async function checkPlanAndTeams(table: string): Promise<readonly DoctorFinding[]> {
  const db = openDatabase();
  const plans = new PlanTable({ db, table, read: compilePlanTree });
  const active = await plans.active();
  if (!active)
    return [{ check: 'Plan', state: 'failed', observed: 'none is active', todo: 'docs/runbook.md#no-active-plan' }];
  const reps = await new RepTable({ db, table }).list();
  const members = Object.keys(active.plan.teams).map(
    (team) => [team, reps.filter((rep) => rep.active && (ownValue(rep.teams, team) ?? 0) > 0).length] as const,
  );
  return [
    { check: 'Plan', state: 'ok', observed: `version ${active.version} is active` },
    ...judgeReview(
      await findPlanReview({ plans, planJournal: new PlanJournalTable({ db, table }) }),
      instantOf(Date.now()),
    ),
    ...judgeTeams(Object.fromEntries(members)),
    ...judgePeople(findMissingPeople(active.plan, reps)),
  ];
}

async function checkCalendars(table: string): Promise<readonly DoctorFinding[]> {
  const db = openDatabase();
  const reps = await new RepTable({ db, table }).list();
  const withCalendar = reps.filter(({ calendar, leaveCalendar }) => calendar ?? leaveCalendar).map(({ id }) => id);
  const readings = await new CalendarTable({ db, table }).readingsOf([...withCalendar, HR_CALENDAR_ID]);
  return judgeCalendars(reps, readings, instantOf(Date.now()));
}

async function readScheduleState({ logicalId, physicalId }: StackResource): Promise<ScheduleState> {
  const [group, name] = physicalId.includes('|') ? physicalId.split('|') : [undefined, physicalId];
  const { State } = await new SchedulerClient().send(new GetScheduleCommand({ Name: name, GroupName: group }));
  return { name: logicalId, enabled: State === undefined ? undefined : State === 'ENABLED' };
}

/**
 * Returns the depth of a dead-letter queue, recognized by having no dead-letter queue of its own; undefined for other
 * queues.
 */
async function readDeadLetterDepth({ logicalId, physicalId }: StackResource): Promise<QueueDepth | undefined> {
  const { Attributes = {} } = await new SQSClient({ useQueueUrlAsEndpoint: false }).send(
    new GetQueueAttributesCommand({
      QueueUrl: physicalId,
      AttributeNames: ['ApproximateNumberOfMessages', 'RedrivePolicy'],
    }),
  );
  if (Attributes.RedrivePolicy !== undefined) return undefined;
  return { name: logicalId, messages: Number(Attributes.ApproximateNumberOfMessages ?? 0) };
}
