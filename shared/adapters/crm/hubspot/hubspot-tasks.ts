import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CrmTaskResult, CrmTaskWrite } from '../../../ports/crm.ts';
import type { CallCrm } from '../crm-request.ts';
import { type EntryOutcome, postBatch } from './hubspot-batch.ts';
import { failureOfAnswer } from './hubspot-errors.ts';

const TASKS = '/crm/v3/objects/tasks/batch';
/** HubSpot's own type of the association from a task to its contact. */
const TASK_TO_CONTACT = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 };

const Associations = z.object({
  results: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

/** Makes, changes and completes tasks. HubSpot makes each one that it is told to, so one that may exist is looked for. */
export async function saveHubSpotTasks(
  writes: readonly CrmTaskWrite[],
  call: CallCrm,
): Promise<readonly CrmTaskResult[]> {
  const results = new Map<CrmTaskWrite, CrmTaskResult>();
  const made: CrmTaskWrite[] = [];
  const changed: { write: CrmTaskWrite; id: string }[] = [];
  for (const write of writes) {
    const found = write.task === undefined && write.mayExist ? await findTask(write, call) : success(write.task);
    if (!found.ok) results.set(write, { outcome: 'failed', failure: found.problem });
    else if (found.value !== undefined) changed.push({ write, id: found.value });
    else if (write.done) results.set(write, { outcome: 'gone' });
    else made.push(write);
  }
  const create = made.map((write) => ({
    trace: write.mark,
    input: {
      properties: { ...textsOf(write), ...stateOf(write) },
      associations: [{ to: { id: write.record }, types: [TASK_TO_CONTACT] }],
    },
  }));
  const created = await postBatch(call, `${TASKS}/create`, create);
  for (const write of made) results.set(write, toResult(created.get(write.mark)));
  const update = changed.map(({ write, id }) => ({ trace: write.mark, input: { id, properties: stateOf(write) } }));
  const updated = await postBatch(call, `${TASKS}/update`, update);
  for (const { write } of changed) results.set(write, toResult(updated.get(write.mark)));
  return writes.map((write) => results.get(write) ?? { outcome: 'failed', failure: { code: 'unreadable' } });
}

/** Looks through the tasks of the contact, which HubSpot lists without its search, for the one with our mark. */
async function findTask(
  { record, mark }: CrmTaskWrite,
  call: CallCrm,
): Promise<Result<string | undefined, CrmFailure>> {
  const ids: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const path: string = `/crm/v4/objects/contacts/${record}/associations/tasks?limit=500${after && `&after=${after}`}`;
    const answer = await call({ method: 'GET', path });
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return success(undefined);
    if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
    const parsed = Associations.safeParse(answer.value.json);
    if (!parsed.success) return failure({ code: 'unreadable' });
    ids.push(...parsed.data.results.map(({ toObjectId }) => String(toObjectId)));
    after = parsed.data.paging?.next.after;
  }
  const read = ids.map((id) => ({ trace: id, input: { id } }));
  const tasks = await postBatch(call, `${TASKS}/read`, read, { properties: ['hs_task_body'] });
  for (const task of tasks.values()) {
    if (task.outcome === 'failed') return failure(task.failure);
    if (task.outcome === 'done' && task.properties.hs_task_body?.includes(mark)) return success(task.id);
  }
  return success(undefined);
}

function textsOf({ subject, text }: CrmTaskWrite) {
  return { hs_task_subject: subject, hs_task_body: text, hs_task_type: 'TODO', hs_task_priority: 'HIGH' };
}

function stateOf({ dueAt, done, owner }: CrmTaskWrite): Readonly<Record<string, string>> {
  return {
    hs_timestamp: dueAt,
    hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
    ...(owner !== undefined && { hubspot_owner_id: owner }),
  };
}

function toResult(outcome: EntryOutcome | undefined): CrmTaskResult {
  if (outcome?.outcome === 'done') return { outcome: 'saved', task: outcome.id };
  if (outcome?.outcome === 'failed') return outcome;
  return { outcome: 'gone' };
}
