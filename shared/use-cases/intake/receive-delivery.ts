import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Submission } from '../../domain/intake/submission.ts';
import { GRACE } from '../../domain/lead/grace-periods.ts';
import { listOf } from '../../domain/sources/import-list.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { ReadingSource } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { NO_PLAN_OWNER, takeInLead } from './create-or-merge-lead.ts';
import { NOTHING, type Noticed, noteFindings } from './note-findings.ts';
import { type SubmissionKeys, submissionKeys } from './submission-key.ts';

export type ReceiveDeps = Pick<
  Deps,
  | 'leads'
  | 'plans'
  | 'reps'
  | 'deliveries'
  | 'sources'
  | 'findings'
  | 'enrichment'
  | 'accounts'
  | 'territories'
  | 'newId'
  | 'personKeys'
  | 'mode'
  | 'readBody'
  | 'hash'
>;

/** How often a delivery is read again before a person has to look at it. */
const ATTEMPTS = 10;

/** Days a person has to look at a body nothing could be made of. */
const QUARANTINE_SECONDS = 7 * 24 * 3600;

/** Submissions of one body that are taken in at the same time, so few that entries of one person still find each other. */
const SIDE_BY_SIDE = 5;

/** A delivery of a source that is paused is looked at again after so long. */
const PAUSE_SECONDS = 15 * 60;

/** What became of a delivery that was read. */
export type Processed =
  | {
      readonly outcome: 'taken_in';
      readonly delivery: string;
      readonly leads: readonly LeadId[];
      readonly noticed: Noticed;
    }
  /** Stored, but not every lead of it could be made: the sweep makes them. */
  | { readonly outcome: 'kept'; readonly delivery: string; readonly leads: readonly LeadId[]; readonly error: unknown }
  | { readonly outcome: 'quarantined'; readonly delivery: string; readonly problem: string };

export type Received =
  | Processed
  /** Its source is paused: leads are made of it once that goes on. */
  | { readonly outcome: 'paused'; readonly delivery: string; readonly leads: readonly [] };

/**
 * Keeps a verified body before anything is made of it, then makes leads of it. Once `save` has returned nothing can be lost:
 * whatever fails afterwards, the delivery is pending and the sweep takes it up again.
 * @throws only when the body could not be stored, so that the sender tries again.
 */
export async function receiveDelivery(
  arrived: Pick<Delivery, 'body' | 'contentType' | 'sentAs'> & { readonly source: ReadingSource },
  now: Instant,
  deps: ReceiveDeps,
): Promise<Received> {
  const { source, ...raw } = arrived;
  const waitSeconds = source.paused ? PAUSE_SECONDS : GRACE.delivery;
  const delivery: Delivery = {
    ...raw,
    id: `del_${deps.newId()}`,
    source: source.id,
    receivedAt: now,
    status: { status: 'pending', dueAt: addSeconds(now, waitSeconds), attempts: 0 },
  };
  await deps.deliveries.save(delivery);
  if (source.paused) return { outcome: 'paused', delivery: delivery.id, leads: [] };
  return processDelivery({ delivery, source, now }, deps).catch((error: unknown) => ({
    outcome: 'kept',
    delivery: delivery.id,
    leads: [],
    error,
  }));
}

/**
 * Makes leads of a stored delivery, each submission in a transaction of its own, so that one that cannot be made keeps none of
 * the others waiting. Doing it twice is doing it once.
 */
export async function processDelivery(
  options: { readonly delivery: Delivery; readonly source: ReadingSource; readonly now: Instant },
  deps: ReceiveDeps,
): Promise<Processed> {
  const { delivery, source, now } = options;
  const read = await deps.readBody(delivery.corrected ?? delivery, source);
  if (!read.ok) return quarantine(delivery.id, read.problem, now, deps);
  const { submissions, rejected } = read.value;
  const { leads, fresh, failures } = await takeInAll({ ...options, submissions }, deps);
  if (failures.length > 0) return { outcome: 'kept', delivery: delivery.id, leads, error: failures[0] };
  await deps.deliveries.settle(delivery.id, { status: 'done', leads, readBy: source.version });
  // Trials say nothing about a source: one that is silent stays so.
  if (submissions.every(({ test }) => test))
    return { outcome: 'taken_in', delivery: delivery.id, leads, noticed: NOTHING };
  const met = { submissions: fresh, rejected };
  const about = { source: source.id, at: delivery.receivedAt, read: met, leads: leads.length };
  return { outcome: 'taken_in', delivery: delivery.id, leads, noticed: await noteFindings(about, deps) };
}

/** What became of the submissions of a body: their leads, the submissions that had not been taken in before, and what went wrong. */
interface TakenInTogether {
  readonly leads: LeadId[];
  readonly fresh: Submission[];
  readonly failures: unknown[];
}

async function takeInAll(
  of: { readonly delivery: Delivery; readonly source: ReadingSource; readonly submissions: readonly Submission[] },
  deps: ReceiveDeps,
): Promise<TakenInTogether> {
  const { delivery, source, submissions } = of;
  const taken: TakenInTogether = { leads: [], fresh: [], failures: [] };
  // When all of some fail, it is hardly for their content: the rest waits for the sweep, which goes further each time.
  let patience = delivery.status.status === 'pending' ? delivery.status.attempts : 0;
  for (let next = 0; next < submissions.length && patience >= 0; next += SIDE_BY_SIDE) {
    const failedBefore = taken.failures.length;
    await Promise.all(
      submissions.slice(next, next + SIDE_BY_SIDE).map(async (submission, at) => {
        const place = submissions.length > 1 ? next + at : undefined;
        const keys = keysOf({ delivery, submission, place }, deps);
        const one = { submission, keys, delivery: delivery.id, list: listOf(source), now: delivery.receivedAt };
        try {
          const { lead, outcome } = await takeInLead(one, deps);
          taken.leads[next + at] = lead;
          if (outcome !== 'repeated' && !submission.test) taken.fresh.push(submission);
        } catch (error) {
          taken.failures.push(error);
        }
      }),
    );
    if (taken.failures.length - failedBefore === SIDE_BY_SIDE) patience -= 1;
  }
  return { ...taken, leads: taken.leads.filter((lead) => lead !== undefined) };
}

function keysOf(
  from: { readonly delivery: Delivery; readonly submission: Submission; readonly place: number | undefined },
  deps: ReceiveDeps,
): SubmissionKeys {
  const { source, sentAs, receivedAt } = from.delivery;
  const { dedupe } = from.submission;
  const sentHere = sentAs === undefined || from.place === undefined ? sentAs : `${sentAs}\n${from.place}`;
  return submissionKeys({ source, dedupe, sentAs: sentHere, receivedAt }, deps.hash);
}

async function quarantine(id: string, problem: string, now: Instant, deps: ReceiveDeps): Promise<Processed> {
  const owner = (await deps.plans.active())?.plan.beforeAssignment.owner ?? NO_PLAN_OWNER;
  await deps.deliveries.settle(id, {
    status: 'quarantined',
    problem,
    owner,
    dueAt: addSeconds(now, QUARANTINE_SECONDS),
  });
  return { outcome: 'quarantined', delivery: id, problem };
}

/** Takes up a delivery that was stored but never finished; after too many tries a person has to look at it. */
export async function redriveDelivery(id: string, now: Instant, deps: ReceiveDeps): Promise<void> {
  const delivery = await deps.deliveries.load(id);
  if (delivery?.status.status !== 'pending' || delivery.status.dueAt > now) return;
  const source = await sourceOf(delivery, deps);
  if (source.paused) {
    await deps.deliveries.settle(id, { ...delivery.status, dueAt: addSeconds(now, PAUSE_SECONDS) });
    return;
  }
  const attempts = delivery.status.attempts + 1;
  if (attempts > ATTEMPTS) {
    await quarantine(id, 'too_many_attempts', now, deps);
    return;
  }
  await deps.deliveries.settle(id, { status: 'pending', dueAt: addSeconds(now, GRACE.delivery * attempts), attempts });
  const received = await processDelivery({ delivery, source, now }, deps);
  if (received.outcome === 'kept') throw received.error;
}

/** The source a stored delivery came from as it is defined now; what it was is forgotten with it. */
export async function sourceOf(
  delivery: Pick<Delivery, 'source'>,
  deps: Pick<Deps, 'sources'>,
): Promise<ReadingSource> {
  const known = (await deps.sources.list()).find((source) => source.id === delivery.source);
  return known ?? { id: delivery.source, touch: 'unknown' };
}
