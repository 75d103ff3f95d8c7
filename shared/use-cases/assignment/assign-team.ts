import type { TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { loadLeads } from '../load-leads.ts';
import { type AssignDeps, assignBatch, type DrainResult, MAX_BATCH_LEADS } from './assign-batch.ts';
import { assignImportLists } from './assign-lists.ts';

/** Batches in which every lead of a queue is tried; further back only leads without a date are. */
const MAX_BATCHES = 40;
/** Leads read per page further back, and the most pages per run; the next ring or the sweep continues. */
const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/**
 * Drains a team's queue, most urgent first, then oldest, in batches under the ledger's version. A lead that cannot be
 * assigned stays with a new date or moves to the next target of its route. Idempotent.
 * @throws when other writers keep winning; the ring is retried.
 */
export async function assignTeam(team: TeamId, now: Instant, deps: AssignDeps): Promise<DrainResult> {
  const front = await drainFront(team, now, deps);
  const rest = await scheduleRemaining({ team, now, cursor: front.cursor }, deps);
  // Last, so that import lists get no capacity a live lead could use.
  return addDrainResults(addDrainResults(front.drained, rest), await assignImportLists(team, now, deps));
}

/**
 * Tries the front of a team's queue when no ring asks for it. Cheap where no lead waits or nobody is free, so that
 * every team can be checked every minute.
 */
export async function assignFront(team: TeamId, now: Instant, deps: AssignDeps): Promise<DrainResult> {
  const first = await deps.leads.queue(team, { limit: 1 });
  const live = first.items.length === 0 ? NOTHING_DRAINED : (await drainFront(team, now, deps)).drained;
  return addDrainResults(live, await assignImportLists(team, now, deps));
}

const NOTHING_DRAINED: DrainResult = { assigned: 0, deferred: 0, rejected: 0 };

/** Drains a queue from the front until nobody is free. `cursor` is where it stopped, if any leads are left. */
async function drainFront(
  team: TeamId,
  now: Instant,
  deps: AssignDeps,
): Promise<{ readonly drained: DrainResult; readonly cursor?: string }> {
  let drained = NOTHING_DRAINED;
  let cursor: string | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const queued = await deps.leads.queue(team, { limit: MAX_BATCH_LEADS, cursor });
    const done = await assignBatch({ team, queued: queued.items, now }, deps);
    drained = addDrainResults(drained, done);
    cursor = queued.cursor;
    if (!cursor || (done.nobodyFree && done.assigned + done.deferred === 0)) break;
  }
  return { drained, cursor };
}

/**
 * Gives the leads further back their dates. Nobody is free for them, but each must have a date, may wake another team,
 * or may have waited long enough. Without this, a long queue would be overdue as a whole and the sweep would look at
 * nothing else.
 */
async function scheduleRemaining(
  from: { readonly team: TeamId; readonly now: Instant; readonly cursor: string | undefined },
  deps: AssignDeps,
): Promise<DrainResult> {
  const { team, now } = from;
  let total = NOTHING_DRAINED;
  let { cursor } = from;
  for (let page = 0; page < MAX_PAGES && cursor; page += 1) {
    const queued = await deps.leads.queue(team, { limit: PAGE_SIZE, cursor });
    const { leads } = await loadLeads(
      queued.items.map(({ lead }) => lead),
      deps,
    );
    const dateless = new Set(leads.filter((lead) => !hasDate(lead, now)).map(({ id }) => id));
    const asked = queued.items.filter(({ lead }) => dateless.has(lead));
    for (let start = 0; start < asked.length; start += MAX_BATCH_LEADS) {
      total = addDrainResults(
        total,
        await assignBatch({ team, queued: asked.slice(start, start + MAX_BATCH_LEADS), now }, deps),
      );
    }
    cursor = queued.cursor;
  }
  return total;
}

/** Returns whether it is known what the lead waits for, and until when. */
function hasDate({ stage, dueAt }: Lead, now: Instant): boolean {
  return dueAt !== undefined && dueAt > now && !(stage.state === 'waiting' && stage.because === 'queued');
}

function addDrainResults(a: DrainResult, b: DrainResult): DrainResult {
  return { assigned: a.assigned + b.assigned, deferred: a.deferred + b.deferred, rejected: a.rejected + b.rejected };
}
