import type { TeamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Lead } from '../domain/lead.ts';
import { type AssignDeps, assignBatch, BATCH, type Drained } from './assign-batch.ts';
import { loadReadable } from './load-readable.ts';

/** Batches of a queue in which every lead is asked about; further back only those that have no date to wait for. */
const MOST_BATCHES = 40;
/** Leads looked at together further back, and how many of them at most in one go: the next ring or the sweep goes on. */
const PAGE = 100;
const MOST_PAGES = 100;

/**
 * Drains a team's queue, most urgent and then oldest first, in batches under the ledger's version. Who cannot be placed stays,
 * with a date, or goes on to the next place of their route. Doing it twice is doing it once.
 * @throws when other writers keep getting in between: the ring is tried again.
 */
export async function assignTeam(team: TeamId, now: Instant, deps: AssignDeps): Promise<Drained> {
  let total: Drained = { assigned: 0, passedOn: 0, bad: 0 };
  let cursor: string | undefined;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const queued = await deps.leads.queue(team, { limit: BATCH, cursor });
    const done = await assignBatch({ team, queued: queued.items, now }, deps);
    total = sum(total, done);
    cursor = queued.cursor;
    if (!cursor) return total;
    if (done.nobodyFree && done.assigned + done.passedOn === 0) break;
  }
  return sum(total, await dateTheRest({ team, now, cursor }, deps));
}

/**
 * Nobody is free for the leads further back, but each of them must have a date, may wake another team, or may have waited long
 * enough. Without this a long queue would be overdue as a whole, and the sweep would look at nothing else.
 */
async function dateTheRest(
  from: { readonly team: TeamId; readonly now: Instant; readonly cursor: string | undefined },
  deps: AssignDeps,
): Promise<Drained> {
  const { team, now } = from;
  let total: Drained = { assigned: 0, passedOn: 0, bad: 0 };
  let { cursor } = from;
  for (let page = 0; page < MOST_PAGES && cursor; page += 1) {
    const queued = await deps.leads.queue(team, { limit: PAGE, cursor });
    const { leads } = await loadReadable(
      queued.items.map(({ lead }) => lead),
      deps,
    );
    const dateless = new Set(leads.filter((lead) => !hasDate(lead, now)).map(({ id }) => id));
    const asked = queued.items.filter(({ lead }) => dateless.has(lead));
    for (let start = 0; start < asked.length; start += BATCH) {
      total = sum(total, await assignBatch({ team, queued: asked.slice(start, start + BATCH), now }, deps));
    }
    cursor = queued.cursor;
  }
  return total;
}

/** Whether it is known what the lead waits for, and until when. */
function hasDate({ stage, dueAt }: Lead, now: Instant): boolean {
  return dueAt !== undefined && dueAt > now && !(stage.state === 'waiting' && stage.because === 'queued');
}

function sum(a: Drained, b: Drained): Drained {
  return { assigned: a.assigned + b.assigned, passedOn: a.passedOn + b.passedOn, bad: a.bad + b.bad };
}
