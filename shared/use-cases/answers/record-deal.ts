import { closeLead } from '../../domain/answers/close-lead.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition } from '../save-transition.ts';

/** A deal about a lead that was won or lost in another system. */
export interface Deal {
  readonly lead: LeadId;
  /** The id in that system. */
  readonly id: string;
  readonly outcome: 'won' | 'lost';
  /** When it was won or lost. */
  readonly at: Instant;
  /** In the company's own currency, unless `currency` names another. */
  readonly amount?: number;
  readonly currency?: string;
  readonly via: string;
  /** The same for each lead that the deal is about, so that its amount counts once. */
  readonly key: string;
}

/** `kept`: the lead stays as it is. */
export type DealResult = { readonly outcome: 'closed'; readonly lead: Lead } | { readonly outcome: 'kept' };

/** The reason of a lead that is closed since its deal was lost. */
const LOST_REASON = 'deal_lost';
/** The id of a deal that an event may name. */
const DEAL_ID = /^[^\s@]{1,128}$/;
/** Attempts when another lead gets the amount of the deal first. */
const MAX_ATTEMPTS = 3;

/**
 * Ends a lead whose deal is over: won, as converted; lost, as disqualified if the plan says so. A closed lead stays as
 * it was closed. A deal that was won before the lead came says nothing of it, and one that was lost before its owner
 * got it or worked on it says nothing of them.
 */
export async function recordDeal(
  deal: Deal,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<DealResult> {
  const limits = { maxAttempts: MAX_ATTEMPTS, failure: 'the amount of a deal kept being taken' };
  return decideAgain(limits, () => recordOnce(deal, now, deps));
}

async function recordOnce(
  deal: Deal,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'>,
): Promise<DealResult | typeof LOST_RACE> {
  const isAmountTaken = (await deps.leads.leadOfSubmission(deal.key)) !== undefined;
  const saved = await saveTransition<'kept'>(
    deal.lead,
    async (lead): Promise<Decision<'kept'>> => {
      const isDue =
        deal.outcome === 'won' ? isOpenSince(lead, deal.at) : isLostFor(lead, deal, await planOf(lead, deps));
      if (!isDue) return { refused: 'kept' };
      const change = closeLead(lead, endOf(deal, isAmountTaken), {
        now,
        actor: { kind: 'system' },
        eventId: deps.newId(),
      });
      return { change: { ...change, ...(!isAmountTaken && { claims: { submission: deal.key } }) } };
    },
    deps,
  );
  if (saved.outcome === 'done') return { outcome: 'closed', lead: saved.lead };
  if (saved.outcome === 'refused') return { outcome: 'kept' };
  if (saved.why.outcome === 'claimed') return LOST_RACE;
  throw new Error(`a deal was not saved: ${saved.why.outcome}`);
}

function isOpenSince({ stage, test, shadow, receivedAt }: Lead, at: Instant): boolean {
  return stage.state !== 'closed' && !test && !shadow && at > receivedAt;
}

function isLostFor(lead: Lead, { at }: Deal, plan: Plan | undefined): boolean {
  const { stage } = lead;
  if (plan?.crm?.lost !== 'close' || !isOpenSince(lead, at)) return false;
  if (stage.state === 'assigned') return at > stage.assignedAt;
  return stage.state === 'working' && at > stage.assignedAt && at > stage.firstResponseAt;
}

function endOf({ id, outcome, amount, currency, via, at }: Deal, isAmountTaken: boolean) {
  const value =
    outcome === 'lost' || isAmountTaken || amount === undefined || amount < 0
      ? {}
      : { amount, ...(currency !== undefined && { currency }) };
  return {
    ...(outcome === 'won'
      ? { outcome: 'converted' as const }
      : { outcome: 'disqualified' as const, reason: LOST_REASON }),
    ...value,
    ...(DEAL_ID.test(id) && { opportunity: id }),
    via,
    dealClosedAt: at,
  };
}
