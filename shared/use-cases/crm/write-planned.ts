import { addWritten } from '../../domain/crm/crm-changes.ts';
import { type CrmFailure, isPassing } from '../../domain/crm/crm-failure.ts';
import type { CrmLink, CrmProblem } from '../../domain/crm/crm-link.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { ownValue } from '../../domain/own-value.ts';
import { calculateWaitSeconds, delaySecondsUntil, MAX_WEBHOOK_ATTEMPTS } from '../../domain/webhooks/retry.ts';
import type { Crm, CrmRecordResult, CrmTaskResult } from '../../ports/crm.ts';
import type { PlannedSync } from './plan-sync.ts';
import type { SyncDeps, SyncResult } from './sync-deps.ts';
import { taskWriteOf } from './task-write.ts';

/** How often a lead is tried, over about a day, before a person must look. */
export const MAX_CRM_ATTEMPTS = MAX_WEBHOOK_ATTEMPTS;

interface WriteContext {
  readonly crm: Crm;
  readonly now: Instant;
  /** The CRM cannot be written to at all. */
  readonly failure: CrmFailure | undefined;
}

/** A lead with what became of its record and its task so far. */
interface Progress {
  readonly planned: PlannedSync;
  readonly link: CrmLink;
  readonly problems: readonly CrmProblem[];
  readonly failure?: CrmFailure;
}

/** Writes the records of all leads, then their tasks, each kind in as few calls as the CRM allows. */
export async function writePlanned(
  all: readonly PlannedSync[],
  { crm, now, failure }: WriteContext,
  deps: SyncDeps,
): Promise<readonly SyncResult[]> {
  const begun = all.map((planned): Progress => {
    const { link, problems } = planned;
    return failure ? { planned, link, problems: [], failure } : { planned, link, problems };
  });
  const withRecords = failure ? begun : await writeRecords(begun, crm, now);
  const withTasks = failure ? begun : await writeTasks(withRecords, crm);
  const results: SyncResult[] = [];
  for (const one of withTasks) results.push(await finish(one, now, deps));
  return results;
}

async function writeRecords(all: readonly Progress[], crm: Crm, now: Instant): Promise<readonly Progress[]> {
  const due = all.filter(({ planned, link }) => link.record === undefined || Object.keys(planned.values).length > 0);
  if (due.length === 0) return all;
  const results = await crm.saveRecords(
    due.map(({ planned: { lead, person, mayMake, values }, link: { record } }) => ({
      lead: lead.id,
      ...(record !== undefined && { record }),
      person,
      mayMake,
      values,
    })),
  );
  return all.map((one) => {
    const result = results[due.indexOf(one)];
    return result ? afterRecord(one, result, { now, ownerProperty: crm.ownerProperty }) : one;
  });
}

function afterRecord(
  { planned, link, problems }: Progress,
  result: CrmRecordResult,
  { now, ownerProperty }: { readonly now: Instant; readonly ownerProperty: string },
): Progress {
  if (result.outcome === 'failed') return { planned, link, problems, failure: result.failure };
  if (result.outcome === 'none') return { planned, link, problems, failure: { code: 'record_deleted' } };
  const leftOut = new Set(result.leftOut.map(({ property }) => property));
  const values = Object.fromEntries(Object.entries(planned.values).filter(([property]) => !leftOut.has(property)));
  return {
    planned,
    link: {
      ...withOwner(link, ownValue(values, ownerProperty)),
      record: result.record,
      written: addWritten(link.written, values, now),
    },
    problems: [...problems, ...result.leftOut],
  };
}

/** Once an owner has been written, the CRM has no other. */
function withOwner(link: CrmLink, owner: string | undefined): CrmLink {
  if (owner === undefined) return link;
  const { unconfirmedOwners: _, foreignOwner: __, ...rest } = link;
  return rest;
}

async function writeTasks(all: readonly Progress[], crm: Crm): Promise<readonly Progress[]> {
  const due = all.flatMap((one) => {
    const write = one.failure ? undefined : taskWriteOf(one.planned, one.link);
    return write ? [{ one, write }] : [];
  });
  if (due.length === 0) return all;
  const results = await crm.saveTasks(due.map(({ write }) => write));
  return all.map((one) => {
    const result = results[due.findIndex((entry) => entry.one === one)];
    return result ? afterTask(one, result) : one;
  });
}

function afterTask(one: Progress, result: CrmTaskResult): Progress {
  const task = one.planned.taskChange?.task;
  if (!task) return one;
  if (result.outcome === 'failed') return { ...one, failure: result.failure };
  if (result.outcome === 'gone') return { ...one, link: { ...one.link, task: { ...task, state: 'gone' } } };
  return { ...one, link: { ...one.link, task: { ...task, id: result.task } } };
}

/** Saves how far it came. The next attempt is in the queue before the link says so. */
async function finish(
  { planned, link, problems, failure }: Progress,
  now: Instant,
  deps: SyncDeps,
): Promise<SyncResult> {
  const { because: _, nextAt: __, ...known } = link;
  const lead = planned.lead.id;
  if (!failure) {
    await save({ ...known, status: 'synced', attempts: 0, at: now, problems }, deps);
    return { lead, outcome: 'written', problems };
  }
  const { code, property, retryAfterSeconds = 0 } = failure;
  const attempts = (link.status === 'failed' ? 0 : link.attempts) + 1;
  const left = property === undefined ? problems : [...problems, { code, property }];
  const failed = { ...known, attempts, at: now, because: code, problems: left };
  if (!isPassing(code) || attempts >= MAX_CRM_ATTEMPTS) {
    await save({ ...failed, status: 'failed' }, deps);
    return { lead, outcome: 'given_up', because: code, problems: left };
  }
  const waitSeconds = Math.max(calculateWaitSeconds(attempts, deps.random()), retryAfterSeconds);
  const nextAt = addSeconds(now, waitSeconds);
  await deps.nudges.send([{ lead, dueAt: nextAt }], delaySecondsUntil(nextAt, now));
  await save({ ...failed, status: 'retrying', nextAt }, deps);
  return { lead, outcome: 'retried', because: code, problems: left };
}

/** If another writer took the lead over meanwhile, or its person was erased, what that one saved stays. */
async function save(link: CrmLink, { links, nudges }: Pick<SyncDeps, 'links' | 'nudges'>): Promise<void> {
  if (!(await links.save(link))) await nudges.send([{ lead: link.lead }], 0);
}
