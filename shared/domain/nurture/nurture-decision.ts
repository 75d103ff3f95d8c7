import type { RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import { cycleCountOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';
import { type NurtureReason, nurtureReasonOf, type RecyclingRules } from '../plan/recycling.ts';
import { contactBudgetOf } from './contact-budget.ts';

/**
 * Why a lead may not be nurtured again: it was nurtured as often as any lead may be (`cycles`), or as often as its
 * reason allows (`times`), or the person may not be contacted yet (`contacts`).
 */
export type NurtureEndReason = 'cycles' | 'times' | 'contacts';

/** The decision about a lead that is to be moved to nurture. */
export type NurtureDecision =
  | { readonly kind: 'nurture'; readonly stage: Nurturing }
  | { readonly kind: 'end'; readonly because: NurtureEndReason };

/** Why a lead is to be nurtured, for how long and on which track. */
export interface NurtureRequest {
  readonly reason: string;
  /**
   * The track and the date, if a rule sets them or the person asked for a date; otherwise the plan's row for the reason
   * sets them.
   */
  readonly track?: string;
  readonly until?: Instant;
  readonly accountable: RepId;
  readonly now: Instant;
}

/** How long a lead stays in nurture again if its row has no duration, only the date that the person asked for. */
const DEFAULT_REPEAT_SECONDS = 30 * 24 * 3600;

/** Whether this reason needs a date from the person. */
export function needsDate(recycling: RecyclingRules, reason: string): boolean {
  return nurtureReasonOf(recycling, reason).afterSeconds === undefined;
}

/**
 * Returns the plan's row for a reason. The row's limits apply to its own reason only: not to reasons it is a default
 * for, and not to a rule of the same name.
 */
export function ownNurtureReasonOf(
  { reasons }: RecyclingRules,
  { reason, track }: Pick<NurtureRequest, 'reason' | 'track'>,
): NurtureReason | undefined {
  return track === undefined ? ownValue(reasons, reason) : undefined;
}

/**
 * Decides whether a lead goes to nurture, or has been there often enough. Every stay counts, whoever started it, so no
 * lead can loop forever. It does not return before the person may be contacted again.
 */
export function decideNurture(
  lead: Lead,
  { recycling }: Pick<Plan, 'recycling'>,
  request: NurtureRequest,
): NurtureDecision {
  const { reason, now, accountable } = request;
  if (cycleCountOf(lead) >= recycling.stop.cycles) return { kind: 'end', because: 'cycles' };
  const { times } = ownNurtureReasonOf(recycling, request) ?? {};
  if (times !== undefined && (ownValue(lead.nurtureCounts, reason) ?? 0) >= times)
    return { kind: 'end', because: 'times' };
  const row = nurtureReasonOf(recycling, reason);
  const requestedAt =
    request.track === undefined ? limitDate(request.until, addSeconds(now, row.atMostSeconds)) : request.until;
  const date = requestedAt ?? addSeconds(now, row.afterSeconds ?? DEFAULT_REPEAT_SECONDS);
  const { freeAt } = contactBudgetOf(lead, recycling, now) ?? {};
  return {
    kind: 'nurture',
    stage: {
      state: 'nurturing',
      track: request.track ?? row.track,
      reason,
      since: now,
      returnAt: freeAt !== undefined && freeAt > date ? freeAt : date,
      accountable,
      lastOwner: lastOwnerOf(lead),
    },
  };
}

function limitDate(until: Instant | undefined, latest: Instant): Instant | undefined {
  return until !== undefined && until > latest ? latest : until;
}

/** Returns the rep who was last in touch with the person. A rep who merely held the lead has no claim to it. */
function lastOwnerOf({ stage }: Lead): Nurturing['lastOwner'] {
  if (stage.state === 'nurturing') return stage.lastOwner;
  return stage.state === 'working' ? { rep: stage.owner, team: stage.team } : undefined;
}
