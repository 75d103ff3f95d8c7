import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { GRACE } from '../../domain/lead/grace-periods.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { Deps } from '../deps.ts';
import { processDelivery, type ReceiveDeps, sourceOf } from './receive-delivery.ts';

/** Why a person's decision about a delivery was refused. */
export type QuarantineRefusal = 'no_such_delivery' | 'dealt_with';

/** What became of a delivery that was taken up again. */
export type Redriven =
  | { readonly outcome: 'taken_in' | 'kept'; readonly leads: readonly LeadId[] }
  | { readonly outcome: 'quarantined'; readonly problem: string }
  | { readonly outcome: 'refused'; readonly because: QuarantineRefusal };

/**
 * Takes up a delivery that was set aside: with a corrected body, or as it came, after its source's definition was mended. The
 * decision is saved before anything is made of it, so that the sweep finishes what this run does not. Taking up twice, be it at
 * the same time, makes its leads once: the first correction counts, and the keys of its submissions are the same each time.
 */
export async function redriveQuarantined(
  input: {
    readonly id: string;
    readonly by: string;
    readonly corrected?: Delivery['corrected'];
    readonly now: Instant;
  },
  deps: ReceiveDeps,
): Promise<Redriven> {
  const { id, by, corrected, now } = input;
  await deps.deliveries.decide(id, {
    decision: { decision: 'redrive', by, at: now },
    status: { status: 'pending', dueAt: addSeconds(now, GRACE.delivery), attempts: 0 },
    corrected,
  });
  const delivery = await deps.deliveries.load(id);
  if (!delivery) return { outcome: 'refused', because: 'no_such_delivery' };
  if (delivery.status.status === 'done') return { outcome: 'taken_in', leads: delivery.status.leads };
  const received = await processDelivery({ delivery, source: await sourceOf(delivery, deps), now }, deps);
  if (received.outcome === 'quarantined') return { outcome: 'quarantined', problem: received.problem };
  return { outcome: received.outcome, leads: received.leads };
}

/** What became of a dismissal. */
type Dismissed =
  | { readonly outcome: 'dismissed' }
  | { readonly outcome: 'refused'; readonly because: QuarantineRefusal };

/** A person found that no lead is to be made of a delivery: it waits for nobody any more. Its body stays until it expires. */
export async function dismissQuarantined(
  input: { readonly id: string; readonly by: string; readonly reason: string; readonly now: Instant },
  deps: Pick<Deps, 'deliveries'>,
): Promise<Dismissed> {
  const { id, by, reason, now } = input;
  const delivery = await deps.deliveries.load(id);
  if (!delivery) return { outcome: 'refused', because: 'no_such_delivery' };
  if (delivery.status.status === 'dismissed') return { outcome: 'dismissed' };
  const decided = await deps.deliveries.decide(id, {
    decision: { decision: 'dismiss', by, at: now, reason },
    status: { status: 'dismissed' },
  });
  return decided ? { outcome: 'dismissed' } : { outcome: 'refused', because: 'dealt_with' };
}

/** A reminder of a delivery that nobody has looked at comes again after so many seconds. */
const REMIND_AGAIN_SECONDS = 24 * 3600;

/**
 * Deliveries set aside whose date has passed: each is put off by a day, so that its owner is reminded once a day and no oftener.
 * @returns their ids
 */
export async function remindOfQuarantined(
  now: Instant,
  limit: number,
  deps: Pick<Deps, 'deliveries'>,
): Promise<readonly string[]> {
  const { items } = await deps.deliveries.quarantined({ limit });
  const overdue = items.filter(({ status }) => status.dueAt <= now);
  for (const { id, status } of overdue) {
    const { dueAt, reminders = 0 } = status;
    const later = dueAt > addSeconds(now, -REMIND_AGAIN_SECONDS) ? dueAt : now;
    await deps.deliveries.settle(id, {
      ...status,
      dueAt: addSeconds(later, REMIND_AGAIN_SECONDS),
      reminders: reminders + 1,
    });
  }
  return overdue.map(({ id }) => id);
}
