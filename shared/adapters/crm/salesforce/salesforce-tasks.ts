import * as z from '../../../domain/lazy-zod.ts';
import type { CrmTaskResult, CrmTaskWrite } from '../../../ports/crm.ts';
import type { WriteOutcome } from '../write-until-accepted.ts';
import { quoteSoql, type SalesforceClient, type SalesforceRecord } from './salesforce-client.ts';

const Found = z.object({ Id: z.string(), Description: z.string().nullish() });

/** Makes, changes and completes tasks. One that may exist is looked for among those of its record first. */
export async function saveSalesforceTasks(
  writes: readonly CrmTaskWrite[],
  client: SalesforceClient,
): Promise<readonly CrmTaskResult[]> {
  const results = new Map<CrmTaskWrite, CrmTaskResult>();
  const ids = new Map(writes.map((write) => [write, write.task]));
  const doubtful = writes.filter(({ task, mayExist }) => task === undefined && mayExist);
  if (doubtful.length > 0) {
    const records = doubtful.map(({ record }) => quoteSoql(record)).join(', ');
    const found = await client.query(`SELECT Id, Description FROM Task WHERE WhoId IN (${records})`, Found);
    for (const write of doubtful)
      if (found.ok) ids.set(write, found.value.find(({ Description }) => Description?.includes(write.mark))?.Id);
      else results.set(write, { outcome: 'failed', failure: found.problem });
  }
  const due = writes.filter((write) => !results.has(write));
  const changed = due.filter((write) => ids.get(write) !== undefined);
  const made = due.filter((write) => ids.get(write) === undefined && !write.done);
  for (const write of due)
    if (!changed.includes(write) && !made.includes(write)) results.set(write, { outcome: 'gone' });
  const updates = changed.map((write) => toRecord({ id: ids.get(write) ?? '', ...stateOf(write) }));
  const updated = changed.length > 0 ? await client.save('PATCH', updates) : [];
  for (const [at, write] of changed.entries()) results.set(write, toResult(updated[at]));
  const creations = made.map((write) => toRecord({ ...textsOf(write), ...stateOf(write) }));
  const created = made.length > 0 ? await client.save('POST', creations) : [];
  for (const [at, write] of made.entries()) results.set(write, toResult(created[at]));
  return writes.map((write) => results.get(write) ?? { outcome: 'failed', failure: { code: 'unreadable' } });
}

function toRecord(fields: SalesforceRecord['fields']): SalesforceRecord {
  return { type: 'Task', fields };
}

function textsOf({ subject, text, record }: CrmTaskWrite) {
  return { Subject: subject, Description: text, Priority: 'High', WhoId: record };
}

/** A task is due on a day; the reminder has the time. */
function stateOf({ dueAt, done, owner }: CrmTaskWrite): SalesforceRecord['fields'] {
  return {
    ActivityDate: dueAt.slice(0, '2026-11-21'.length),
    ReminderDateTime: dueAt,
    IsReminderSet: !done,
    Status: done ? 'Completed' : 'Not Started',
    ...(owner !== undefined && { OwnerId: owner }),
  };
}

function toResult(outcome: WriteOutcome | undefined): CrmTaskResult {
  if (outcome?.outcome === 'done') return { outcome: 'saved', task: outcome.id };
  if (outcome?.outcome === 'failed') return outcome;
  return { outcome: 'gone' };
}
