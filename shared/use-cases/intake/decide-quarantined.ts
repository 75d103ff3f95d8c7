import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { DeliverySource } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { processDelivery, type ReceiveDeps, sourceOf } from './receive-delivery.ts';

/** Why a person's decision about a delivery was refused. */
export type QuarantineRefusal = 'no_such_delivery' | 'already_processed';

/** How often a delivery may be redriven within a day while nothing has changed, and at most. */
const MAX_REDRIVES = { unchanged: 3, any: 20, withinSeconds: 24 * 3600 } as const;

/** The result of redriving a delivery. */
export type RedriveResult =
  | { readonly outcome: 'processed' | 'kept'; readonly leads: readonly LeadId[] }
  | { readonly outcome: 'quarantined'; readonly problem: string }
  /** It has been redriven this often within a day and nothing has changed: it would fail in the same way. */
  | { readonly outcome: 'redriven_too_often'; readonly times: number; readonly problem?: string }
  | { readonly outcome: 'refused'; readonly because: QuarantineRefusal };

/**
 * Redrives a quarantined delivery, with a corrected body or as it came after its source's definition was fixed. The
 * decision is saved before the body is parsed, so the sweep finishes what this run does not. Idempotent, even when run
 * concurrently: the first correction counts, and the submissions have the same keys each time. A delivery that was
 * redriven several times while nothing changed is not read again, and its owner is told. It may be redriven when its
 * body, its source's definition or the plan is another, or a day later, since the cause may lie outside of Baton.
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
  const found = await deps.deliveries.load(id);
  if (!found) return { outcome: 'refused', because: 'no_such_delivery' };
  const source = await sourceOf(found, deps);
  const tried = await triedBy({ delivery: { ...found, corrected }, source }, deps);
  const times = countRedrives(found, tried, now);
  if (times !== undefined && (found.status.status === 'quarantined' || found.status.status === 'dismissed')) {
    if (found.status.status === 'dismissed') return { outcome: 'redriven_too_often', times };
    await tellOwner(found.id, found.status, now, deps);
    return { outcome: 'redriven_too_often', times, problem: found.status.problem };
  }
  await deps.deliveries.saveDecision(id, {
    decision: { decision: 'redrive', by, at: now, tried },
    status: { status: 'pending', dueAt: addSeconds(now, GRACE_SECONDS.delivery), attempts: 0 },
    corrected,
  });
  const delivery = await deps.deliveries.load(id);
  if (!delivery) return { outcome: 'refused', because: 'no_such_delivery' };
  if (delivery.status.status === 'done') return { outcome: 'processed', leads: delivery.status.leads };
  const received = await processDelivery({ delivery, source, now }, deps);
  if (received.outcome === 'quarantined') return { outcome: 'quarantined', problem: received.problem };
  return { outcome: received.outcome, leads: received.leads };
}

/** Returns a text that stays the same as long as a redrive would read the same body in the same way. */
async function triedBy(
  { delivery, source }: { readonly delivery: Delivery; readonly source: DeliverySource },
  deps: ReceiveDeps,
): Promise<string> {
  const { contentType, body } = delivery.corrected ?? delivery;
  const plan = (await deps.plans.active())?.version;
  return deps.hash(JSON.stringify([contentType, new TextDecoder('latin1').decode(body), source.version, plan]));
}

/** Returns how often it was redriven within a day, if that is too often for one more. */
function countRedrives({ decisions = [] }: Delivery, tried: string, now: Instant): number | undefined {
  const since = addSeconds(now, -MAX_REDRIVES.withinSeconds);
  const redrives = decisions.filter(({ decision, at }) => decision === 'redrive' && at > since);
  const unchanged = redrives.filter((redrive) => redrive.tried === tried).length;
  if (unchanged >= MAX_REDRIVES.unchanged) return unchanged;
  return redrives.length >= MAX_REDRIVES.any ? redrives.length : undefined;
}

/** Makes the review of a delivery due now, so that its owner is reminded at once, and then once a day. */
async function tellOwner(
  id: string,
  status: Extract<Delivery['status'], { status: 'quarantined' }>,
  now: Instant,
  deps: ReceiveDeps,
): Promise<void> {
  const wasReminded = status.reminders !== undefined && status.reminders > 0;
  if (!wasReminded && status.dueAt > now) await deps.deliveries.saveStatus(id, { ...status, dueAt: now });
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
