import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { Deps } from '../deps.ts';
import { processDelivery, type ReceiveDeps, sourceOf } from './receive-delivery.ts';

/** Why a person's decision about a delivery was refused. */
export type QuarantineRefusal = 'no_such_delivery' | 'already_processed';

/** The result of redriving a delivery. */
export type RedriveResult =
  | { readonly outcome: 'processed' | 'kept'; readonly leads: readonly LeadId[] }
  | { readonly outcome: 'quarantined'; readonly problem: string }
  | { readonly outcome: 'refused'; readonly because: QuarantineRefusal };

/**
 * Redrives a quarantined delivery, with a corrected body or as it came after its source's definition was fixed. The
 * decision is saved before the body is parsed, so the sweep finishes what this run does not. Idempotent, even when run
 * concurrently: the first correction counts, and the submissions have the same keys each time.
 */
export async function redriveQuarantined(
  input: {
    readonly id: string;
    readonly by: string;
    readonly corrected?: Delivery['corrected'];
    readonly now: Instant;
  },
  deps: ReceiveDeps,
): Promise<RedriveResult> {
  const { id, by, corrected, now } = input;
  await deps.deliveries.saveDecision(id, {
    decision: { decision: 'redrive', by, at: now },
    status: { status: 'pending', dueAt: addSeconds(now, GRACE_SECONDS.delivery), attempts: 0 },
    corrected,
  });
  const delivery = await deps.deliveries.load(id);
  if (!delivery) return { outcome: 'refused', because: 'no_such_delivery' };
  if (delivery.status.status === 'done') return { outcome: 'processed', leads: delivery.status.leads };
  const received = await processDelivery({ delivery, source: await sourceOf(delivery, deps), now }, deps);
  if (received.outcome === 'quarantined') return { outcome: 'quarantined', problem: received.problem };
  return { outcome: received.outcome, leads: received.leads };
}

/** The result of a dismissal. */
type DismissResult =
  | { readonly outcome: 'dismissed' }
  | { readonly outcome: 'refused'; readonly because: QuarantineRefusal };

/**
 * Dismisses a delivery that a person found to hold no lead. Nobody has to look at it any more; its body stays until it
 * expires.
 */
export async function dismissQuarantined(
  input: { readonly id: string; readonly by: string; readonly reason: string; readonly now: Instant },
  deps: Pick<Deps, 'deliveries'>,
): Promise<DismissResult> {
  const { id, by, reason, now } = input;
  const delivery = await deps.deliveries.load(id);
  if (!delivery) return { outcome: 'refused', because: 'no_such_delivery' };
  if (delivery.status.status === 'dismissed') return { outcome: 'dismissed' };
  const decided = await deps.deliveries.saveDecision(id, {
    decision: { decision: 'dismiss', by, at: now, reason },
    status: { status: 'dismissed' },
  });
  return decided ? { outcome: 'dismissed' } : { outcome: 'refused', because: 'already_processed' };
}
