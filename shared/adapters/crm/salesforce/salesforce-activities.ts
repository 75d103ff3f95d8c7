import type { CrmActivity } from '../../../domain/crm/crm-change.ts';
import { type CrmFailure, isPassing } from '../../../domain/crm/crm-failure.ts';
import { type Instant, instantOf, secondsBetween } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import { inParts } from '../crm-request.ts';
import { quoteSoql, type SalesforceClient } from './salesforce-client.ts';

/** An activity, with the record that it is about. */
interface SalesforceActivity {
  readonly activity: Omit<CrmActivity, 'about'>;
  readonly who: string;
}

const Time = z.string().transform((text): Instant => instantOf(Date.parse(text)));
const TaskRow = z.object({
  Id: z.string(),
  TaskSubtype: z.string(),
  CompletedDateTime: Time.nullish(),
  CallDurationInSeconds: z.number().nullish(),
  OwnerId: z.string(),
  WhoId: z.string(),
  SystemModstamp: Time,
});
const EventRow = z.object({
  Id: z.string(),
  StartDateTime: Time,
  EndDateTime: Time,
  OwnerId: z.string(),
  WhoId: z.string(),
  SystemModstamp: Time,
});
const EmailRow = z.object({ ActivityId: z.string() });

const TASK_FIELDS = 'Id, TaskSubtype, CompletedDateTime, OwnerId, WhoId, SystemModstamp';
/** Only organizations with a call centre have it. */
const DURATION = 'CallDurationInSeconds';
/** The most ids of one query. */
const MAX_IDS = 200;

/**
 * Reads logged calls and e-mails. Other tasks, Baton's own among them, are no contacts. Salesforce logs an e-mail that came
 * in as a task too; the message itself says so.
 */
export async function readTasks(
  from: Instant,
  client: SalesforceClient,
): Promise<Result<readonly SalesforceActivity[], CrmFailure>> {
  const where = `WHERE SystemModstamp >= ${from} AND IsClosed = true AND TaskSubtype IN ('Call', 'Email') AND WhoId != null ORDER BY SystemModstamp`;
  const first = await client.query(`SELECT ${TASK_FIELDS}, ${DURATION} FROM Task ${where}`, TaskRow);
  const lacksDuration = !first.ok && first.problem.code === 'unknown_field';
  const tasks = lacksDuration ? await client.query(`SELECT ${TASK_FIELDS} FROM Task ${where}`, TaskRow) : first;
  if (!tasks.ok) return tasks;
  const emails = tasks.value.flatMap(({ Id, TaskSubtype }) => (TaskSubtype === 'Email' ? [Id] : []));
  const incoming = await readIncoming(emails, client);
  if (!incoming.ok) return incoming;
  return success(
    tasks.value.map((task) => {
      const { Id: id, TaskSubtype, SystemModstamp: changedAt, CallDurationInSeconds: seconds } = task;
      const kind = TaskSubtype === 'Call' ? 'call' : incoming.value.has(id) ? 'reply' : 'email_sent';
      const at = task.CompletedDateTime ?? changedAt;
      const length = seconds === null || seconds === undefined ? {} : { seconds };
      return {
        activity: { type: 'activity', id, changedAt, kind, at, user: task.OwnerId, ...length },
        who: task.WhoId,
      };
    }),
  );
}

/** Without Enhanced Email there are no such messages, and nothing logs what came in. */
async function readIncoming(
  ids: readonly string[],
  client: SalesforceClient,
): Promise<Result<ReadonlySet<string>, CrmFailure>> {
  const incoming = new Set<string>();
  for (const part of inParts(ids, MAX_IDS)) {
    const soql = `SELECT ActivityId FROM EmailMessage WHERE Incoming = true AND ActivityId IN (${part.map(quoteSoql).join(', ')})`;
    const rows = await client.query(soql, EmailRow);
    if (!rows.ok && isPassing(rows.problem.code) && rows.problem.code !== 'forbidden') return rows;
    if (rows.ok) for (const { ActivityId } of rows.value) incoming.add(ActivityId);
  }
  return success(incoming);
}

/** Reads meetings that are over. One is made before it takes place, so its end counts as a change. */
export async function readEvents(
  from: Instant,
  now: Instant,
  client: SalesforceClient,
): Promise<Result<readonly SalesforceActivity[], CrmFailure>> {
  const soql = `SELECT Id, StartDateTime, EndDateTime, OwnerId, WhoId, SystemModstamp FROM Event WHERE WhoId != null AND IsChild = false AND EndDateTime <= ${now} AND (SystemModstamp >= ${from} OR EndDateTime >= ${from})`;
  const events = await client.query(soql, EventRow);
  if (!events.ok) return events;
  const all = events.value.map(
    ({ Id: id, StartDateTime: at, EndDateTime: end, OwnerId: user, WhoId: who, ...event }) => {
      const changedAt = end > event.SystemModstamp ? end : event.SystemModstamp;
      const seconds = secondsBetween(at, end);
      return { activity: { type: 'activity', id, changedAt, kind: 'meeting', at, user, seconds } as const, who };
    },
  );
  return success(all.toSorted((a, b) => (a.activity.changedAt < b.activity.changedAt ? -1 : 1)));
}
