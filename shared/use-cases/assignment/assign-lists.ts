import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import { individualCheckAt, isImportList } from '../../domain/sources/import-list.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { loadLeads } from '../load-leads.ts';
import { saveTransition } from '../save-transition.ts';
import { type AssignDeps, assignBatch, type DrainResult, MAX_BATCH_LEADS } from './assign-batch.ts';

/**
 * Batches of one import list per run, so that a ring for a live lead never waits for a list. The next ring or minute
 * continues.
 */
const MAX_BATCHES = 5;

const NOTHING_DRAINED: DrainResult = { assigned: 0, deferred: 0, rejected: 0 };

/**
 * Assigns the leads of import lists to reps of a team who have capacity and have not reached the list's daily limit. If
 * a list is known to wait, only its first lead is looked at, however many are behind it.
 */
export async function assignImportLists(team: TeamId, now: Instant, deps: AssignDeps): Promise<DrainResult> {
  let total = NOTHING_DRAINED;
  await runEach((await deps.sources.list()).filter(isImportList), async (list) => {
    total = addDrainResults(total, await drainImportList({ team, list, now }, deps));
  });
  return total;
}

async function drainImportList(
  { team, list, now }: { readonly team: TeamId; readonly list: Source; readonly now: Instant },
  deps: AssignDeps,
): Promise<DrainResult> {
  let drained = NOTHING_DRAINED;
  const { items } = await deps.leads.queue(team, { limit: 1, list: list.id });
  const { leads } = await loadLeads(
    items.map(({ lead }) => lead),
    deps,
  );
  if (items.length === 0 || leads.some((first) => isKnownToWait(first, now))) return drained;
  let cursor: string | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const queued = await deps.leads.queue(team, { limit: MAX_BATCH_LEADS, cursor, list: list.id });
    const done = await assignBatch({ team, queued: queued.items, now, list }, deps);
    drained = addDrainResults(drained, done);
    cursor = queued.cursor;
    if (!cursor || done.nobodyFree) break;
  }
  return drained;
}

/** Returns whether the first lead of a list has been tried, so that it is known until when the list waits. */
function isKnownToWait({ stage, dueAt = '' }: Lead, now: Instant): boolean {
  return stage.state === 'waiting' && stage.because !== 'queued' && dueAt > now;
}

/**
 * Tries leads of import lists whose own date has come, wherever they are in their list. Leads that can be assigned are,
 * so that those in front do not block them forever; each of the others gets a new date of its own.
 */
export async function assignDueInImportLists(leads: readonly Lead[], now: Instant, deps: AssignDeps): Promise<void> {
  const sources = new Map((await deps.sources.list()).map((source) => [source.id, source]));
  const queues = Map.groupBy(leads, (lead) => JSON.stringify([workItemOf(lead)?.team, workItemOf(lead)?.importList]));
  await runEach(queues.values(), async (queue) => {
    const work = queue[0] && workItemOf(queue[0]);
    if (work?.importList === undefined) return;
    const list = sources.get(work.importList) ?? { id: work.importList, kind: 'import' as const };
    for (let start = 0; start < queue.length; start += MAX_BATCH_LEADS) {
      const queued = queue.slice(start, start + MAX_BATCH_LEADS).map(({ id }) => ({ lead: id, workItem: work }));
      await assignBatch(
        { team: work.team, queued, now, list, stay: (lead) => postponeInImportList(lead, now, deps) },
        deps,
      );
    }
  });
}

/**
 * Runs an action for each item; one that fails does not block the others.
 * @throws the first failure, after all items have run.
 */
async function runEach<Item>(items: Iterable<Item>, act: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Postpones a lead further back in a list by days; the list's own turn may come sooner. */
async function postponeInImportList(id: string, now: Instant, deps: Pick<Deps, 'leads' | 'newId'>): Promise<boolean> {
  const stayed = await saveTransition<'unchanged'>(
    id,
    async (lead) => {
      const work = workItemOf(lead);
      if (work?.importList === undefined || lead.dueAt === undefined || lead.dueAt > now)
        return { refused: 'unchanged' };
      const { stage } = lead;
      const lookAgainAt = individualCheckAt(lead.id, now);
      const later =
        stage.state === 'assigned' && stage.seeking
          ? { ...stage, seeking: { ...stage.seeking, lookAgainAt } }
          : stage.state === 'waiting'
            ? { ...stage, lookAgainAt }
            : stage;
      const data = { team: work.team, because: 'in_list' };
      return { change: transition(lead, { type: 'LeadHeld', data, at: now, eventId: deps.newId(), stage: later }) };
    },
    deps,
  );
  return stayed.outcome === 'done';
}

function addDrainResults(a: DrainResult, b: DrainResult): DrainResult {
  return { assigned: a.assigned + b.assigned, deferred: a.deferred + b.deferred, rejected: a.rejected + b.rejected };
}
