import { slotsOfWork } from '../assignment/slots-taken.ts';
import { changedWeight } from '../assignment/working-stage.ts';
import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import { MAX_OPEN_DEALS, type OpenDeal } from '../lead/open-deal.ts';
import type { Stage } from '../lead/stage.ts';
import { type Transition, transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';

/** What became of a deal, and where it was read. */
interface DealNews {
  readonly key: string;
  /** Absent: it is over, deleted, or nobody's, so it is no work any more. */
  readonly open?: Omit<OpenDeal, 'key'>;
  readonly via: string;
  /** Another lead keeps the deal from now on. */
  readonly isGivenAway?: boolean;
}

/**
 * Notes on an open lead in which stage a deal about it is, and takes the slots of that stage from its owner's load, in one
 * transition. The deal may take more than before: nobody loses a lead by it, but a rep above the cap gets no other.
 * Undefined: nothing changes.
 */
export function followDeal(
  lead: Lead,
  { key, open, via, isGivenAway = false }: DealNews,
  { plan, now, eventId }: { readonly plan: Plan; readonly now: Instant; readonly eventId: string },
): Transition | undefined {
  const { deals = [], stage, externalIds } = lead;
  if (stage.state === 'closed') return undefined;
  const before = deals.find((deal) => deal.key === key);
  if (before?.stage === open?.stage && before?.rep === open?.rep) return undefined;
  if (!before && deals.length >= MAX_OPEN_DEALS) return undefined;
  const others = deals.filter((deal) => deal.key !== key);
  const after = open ? [...others, { key, ...open }] : others;
  const taking = withSlots(stage, plan, after);
  const ids = externalIds.filter((id) => id !== key);
  return transition(lead, {
    type: 'DealMoved',
    data: {
      deal: key,
      via,
      ...(open && { stage: codeOf(open.stage), rep: open.rep }),
      ...(stage.state === 'working' && taking.state === 'working' && changedWeight(stage, taking)),
    },
    at: now,
    eventId,
    stage: taking,
    // With its key, so that the erasure of the person frees it.
    patch: { deals: after, externalIds: isGivenAway ? ids : [...ids, key] },
  });
}

/** An assigned lead takes one slot until its owner makes the first response, whatever its deal. */
function withSlots(stage: Stage, plan: Plan, deals: readonly OpenDeal[]): Stage {
  if (stage.state !== 'working') return stage;
  const { isQualified } = stage;
  return { ...stage, weight: slotsOfWork(stage, plan, { isQualified, deals }) };
}

/** Events have no blanks, so that no sentence gets into one. */
function codeOf(stage: string): string {
  return stage.replaceAll(/[\s@]/g, '_').slice(0, 128);
}
