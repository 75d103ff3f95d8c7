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

/** Attempts at reading a delivery before it is quarantined for a person. */
const ATTEMPTS = 10;

/** Seconds (seven days) a person has to look at a quarantined body. */
const QUARANTINE_SECONDS = 7 * 24 * 3600;

/**
 * Submissions of one body that are processed in parallel; few enough that entries of one person still find each other.
 */
const SIDE_BY_SIDE = 5;

/** Seconds until a delivery of a paused source is looked at again. */
const PAUSE_SECONDS = 15 * 60;

/** The result of processing a delivery. */
export type Processed =
  | {
      readonly outcome: 'taken_in';
      readonly delivery: string;
      readonly leads: readonly LeadId[];
      readonly noticed: Noticed;
    }
  /** Stored, but some of its leads could not be created; the sweep creates them. */
  | { readonly outcome: 'kept'; readonly delivery: string; readonly leads: readonly LeadId[]; readonly error: unknown }
  | { readonly outcome: 'quarantined'; readonly delivery: string; readonly problem: string };

export type Received =
  | Processed
  /** The source is paused; the leads are created once it is resumed. */
  | { readonly outcome: 'paused'; readonly delivery: string; readonly leads: readonly [] };

/**
 * Stores a verified body before parsing it, then creates its leads. Once `save` has returned nothing can be lost: if
 * anything fails afterwards, the delivery is still pending and the sweep processes it again.
 * @throws only when the body could not be stored, so that the sender retries.
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
 * Creates the leads of a stored delivery. Each submission has a transaction of its own, so one that fails does not
 * block the others. Idempotent.
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
  // Test submissions say nothing about a source: a silent one stays silent.
  if (submissions.every(({ test }) => test))
    return { outcome: 'taken_in', delivery: delivery.id, leads, noticed: NOTHING };
  const met = { submissions: fresh, rejected };
  const about = { source: source.id, at: delivery.receivedAt, read: met, leads: leads.length };
  return { outcome: 'taken_in', delivery: delivery.id, leads, noticed: await noteFindings(about, deps) };
}

/**
 * The result of taking in the submissions of one body: their leads, the submissions seen for the first time, and the
 * errors.
 */
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
  // When a whole group fails, the cause is hardly its content. The rest waits for the sweep, which goes further on each
  // attempt.
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

/**
 * Processes a delivery again that was stored but never finished. After too many attempts it is quarantined for a
 * person.
 */
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

/** Returns the current definition of the source of a stored delivery. For a deleted source only its id is known. */
export async function sourceOf(
  delivery: Pick<Delivery, 'source'>,
  deps: Pick<Deps, 'sources'>,
): Promise<ReadingSource> {
  const known = (await deps.sources.list()).find((source) => source.id === delivery.source);
  return known ?? { id: delivery.source, touch: 'unknown' };
}
