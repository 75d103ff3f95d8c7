import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { isReachable } from '../../domain/intake/reachable.ts';
import type { FieldProblem, Submission } from '../../domain/intake/submission.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import { importListOf } from '../../domain/sources/import-list.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { DeliverySource } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { type CreateOrMergeDeps, createOrMergeLead, OWNER_WITHOUT_PLAN } from './create-or-merge-lead.ts';
import { isErasedRetry } from './erased-deliveries.ts';
import { type NewFindings, NO_NEW_FINDINGS, noteFindings } from './note-findings.ts';
import { type SubmissionKeys, submissionKeys } from './submission-key.ts';

export type ReceiveDeps = CreateOrMergeDeps & Pick<Deps, 'deliveries' | 'sources' | 'findings' | 'readBody' | 'hash'>;

/** Attempts at reading a delivery before it is quarantined for a person. */
const MAX_ATTEMPTS = 10;

/** Seconds a person has to look at a quarantined body: seven days, and one more after each redrive that failed. */
const QUARANTINE_SECONDS = { first: 7 * 24 * 3600, redriven: 24 * 3600 } as const;

/**
 * Submissions of one body that are processed in parallel; few enough that entries of one person still find each other.
 */
const CONCURRENCY = 5;

/** Seconds until a delivery of a paused source is looked at again. */
const PAUSED_RETRY_SECONDS = 15 * 60;

/** The result of processing a delivery. */
export type ProcessResult =
  | {
      readonly outcome: 'processed';
      readonly delivery: string;
      readonly leads: readonly LeadId[];
      readonly newFindings: NewFindings;
    }
  /** Stored, but some of its leads could not be created; the sweep creates them. */
  | { readonly outcome: 'kept'; readonly delivery: string; readonly leads: readonly LeadId[]; readonly error: unknown }
  /** `leads`: those of its entries that could be read. */
  | {
      readonly outcome: 'quarantined';
      readonly delivery: string;
      readonly problem: string;
      readonly leads: readonly LeadId[];
    };

export type ReceiveResult =
  | ProcessResult
  /** The source is paused; the leads are created once it is resumed. */
  | { readonly outcome: 'paused'; readonly delivery: string; readonly leads: readonly [] }
  /** A retry of a delivery that was erased with its person. Nothing of it is stored. */
  | { readonly outcome: 'erased'; readonly delivery: string; readonly leads: readonly [] };

/**
 * Stores a verified body before parsing it, then creates its leads. Once `save` has returned nothing can be lost: if
 * anything fails afterwards, the delivery is still pending and the sweep processes it again.
 * @throws only when the body could not be stored, so that the sender retries.
 */
export async function receiveDelivery(
  received: Pick<Delivery, 'body' | 'contentType' | 'sentAs'> & { readonly source: DeliverySource },
  now: Instant,
  deps: ReceiveDeps,
): Promise<ReceiveResult> {
  const { source, ...raw } = received;
  const waitSeconds = source.paused ? PAUSED_RETRY_SECONDS : GRACE_SECONDS.delivery;
  const delivery: Delivery = {
    ...raw,
    id: `del_${deps.newId()}`,
    source: source.id,
    receivedAt: now,
    status: { status: 'pending', dueAt: addSeconds(now, waitSeconds), attempts: 0 },
  };
  if (await isErasedRetry(delivery, now, deps)) return { outcome: 'erased', delivery: delivery.id, leads: [] };
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
  options: { readonly delivery: Delivery; readonly source: DeliverySource; readonly now: Instant },
  deps: ReceiveDeps,
): Promise<ProcessResult> {
  const { delivery, source, now } = options;
  const read = await deps.readBody(delivery.corrected ?? delivery, source);
  if (!read.ok) return quarantineDelivery(delivery, read.problem, now, deps);
  const { submissions, rejected } = read.value;
  const { leads, fresh, failures, unreachable } = await createOrMergeLeads({ ...options, submissions }, deps);
  if (unreachable > 0 && failures.length === 0) return quarantineDelivery(delivery, 'no_contact', now, deps, leads);
  if (failures.length > 0) return { outcome: 'kept', delivery: delivery.id, leads, error: failures[0] };
  await deps.deliveries.saveStatus(delivery.id, { status: 'done', leads, readBy: source.version });
  // Test submissions say nothing about a source: a silent one stays silent.
  if (submissions.every(({ test }) => test))
    return { outcome: 'processed', delivery: delivery.id, leads, newFindings: NO_NEW_FINDINGS };
  const newEntries = { submissions: fresh, rejected };
  const about = { source: source.id, at: delivery.receivedAt, read: newEntries, leads: leads.length };
  return { outcome: 'processed', delivery: delivery.id, leads, newFindings: await noteFindings(about, deps) };
}

/**
 * The result of taking in the submissions of one body: their leads, the submissions seen for the first time, and the
 * errors.
 */
interface CreateOrMergeAllResult {
  readonly leads: LeadId[];
  readonly fresh: Submission[];
  readonly failures: unknown[];
  /** The number of submissions that say no way to reach anybody. They make no lead. */
  unreachable: number;
}

async function createOrMergeLeads(
  of: { readonly delivery: Delivery; readonly source: DeliverySource; readonly submissions: readonly Submission[] },
  deps: ReceiveDeps,
): Promise<CreateOrMergeAllResult> {
  const { delivery, source, submissions } = of;
  const result: CreateOrMergeAllResult = { leads: [], fresh: [], failures: [], unreachable: 0 };
  // When a whole group fails, the cause is hardly its content. The rest waits for the sweep, which goes further on each
  // attempt.
  let remainingGroupFailures = delivery.status.status === 'pending' ? delivery.status.attempts : 0;
  for (let next = 0; next < submissions.length && remainingGroupFailures >= 0; next += CONCURRENCY) {
    const failedBefore = result.failures.length;
    await Promise.all(
      submissions.slice(next, next + CONCURRENCY).map(async (submission, at) => {
        if (!submission.test && !isReachable(submission)) {
          result.unreachable += 1;
          return;
        }
        const place = submissions.length > 1 ? next + at : undefined;
        const keys = keysOf({ delivery, submission, place }, deps);
        const one = { submission, keys, delivery: delivery.id, list: importListOf(source), now: delivery.receivedAt };
        try {
          const { lead, outcome, isIdReused } = await createOrMergeLead(one, deps);
          result.leads[next + at] = lead;
          if (outcome !== 'repeated' && !submission.test)
            result.fresh.push(isIdReused ? withProblem(submission, 'id_used_before') : submission);
        } catch (error) {
          result.failures.push(error);
        }
      }),
    );
    if (result.failures.length - failedBefore === CONCURRENCY) remainingGroupFailures -= 1;
  }
  return { ...result, leads: result.leads.filter((lead) => lead !== undefined) };
}

function withProblem(submission: Submission, code: FieldProblem['code']): Submission {
  return { ...submission, problems: [...submission.problems, { code }] };
}

function keysOf(
  from: { readonly delivery: Delivery; readonly submission: Submission; readonly place: number | undefined },
  deps: ReceiveDeps,
): SubmissionKeys {
  const { source, sentAs, receivedAt } = from.delivery;
  const { dedupe } = from.submission;
  const sentAsHere = sentAs === undefined || from.place === undefined ? sentAs : `${sentAs}\n${from.place}`;
  return submissionKeys({ source, dedupe, sentAs: sentAsHere, receivedAt }, deps.hash);
}

async function quarantineDelivery(
  { id, decisions }: Pick<Delivery, 'id' | 'decisions'>,
  problem: string,
  now: Instant,
  deps: ReceiveDeps,
  leads: readonly LeadId[] = [],
): Promise<ProcessResult> {
  const owner = (await deps.plans.active())?.plan.beforeAssignment.owner ?? OWNER_WITHOUT_PLAN;
  const firstRedrive = decisions?.find(({ decision }) => decision === 'redrive')?.at;
  await deps.deliveries.saveStatus(id, {
    status: 'quarantined',
    problem,
    owner,
    // A redrive must not push the date back, or somebody could redrive it for ever and its owner would never know.
    dueAt: firstRedrive
      ? addSeconds(firstRedrive, QUARANTINE_SECONDS.redriven)
      : addSeconds(now, QUARANTINE_SECONDS.first),
  });
  return { outcome: 'quarantined', delivery: id, problem, leads };
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
    await deps.deliveries.saveStatus(id, { ...delivery.status, dueAt: addSeconds(now, PAUSED_RETRY_SECONDS) });
    return;
  }
  const attempts = delivery.status.attempts + 1;
  if (attempts > MAX_ATTEMPTS) {
    await quarantineDelivery(delivery, 'too_many_attempts', now, deps);
    return;
  }
  await deps.deliveries.saveStatus(id, {
    status: 'pending',
    dueAt: addSeconds(now, GRACE_SECONDS.delivery * attempts),
    attempts,
  });
  const received = await processDelivery({ delivery, source, now }, deps);
  if (received.outcome === 'kept') throw received.error;
}

/** Returns the current definition of the source of a stored delivery. For a deleted source only its id is known. */
export async function sourceOf(
  delivery: Pick<Delivery, 'source'>,
  deps: Pick<Deps, 'sources'>,
): Promise<DeliverySource> {
  const known = (await deps.sources.list()).find((source) => source.id === delivery.source);
  return known ?? { id: delivery.source, touch: 'unknown' };
}
