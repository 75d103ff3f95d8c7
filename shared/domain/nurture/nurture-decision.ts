import type { RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import { cyclesOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import type { Plan } from '../plan/plan.ts';
import { type Recycling, type RestReason, restReason } from '../plan/recycling.ts';
import { contactBudget } from './contact-budget.ts';

/**
 * Why a lead may not be nurtured again: it was nurtured as often as any lead may be (`cycles`), or as often as its
 * reason allows (`times`), or the person may not be contacted yet (`contacts`).
 */
export type EndReason = 'cycles' | 'times' | 'contacts';

/** The decision about a lead that is to be moved to nurture. */
export type RestDecision =
  | { readonly kind: 'rest'; readonly stage: Nurturing }
  | { readonly kind: 'end'; readonly because: EndReason };

/** Why a lead is to be nurtured, for how long and on which track. */
export interface Rest {
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
const ONCE_MORE_SECONDS = 30 * 24 * 3600;

/** Whether this reason needs a date from the person. */
export function needsDate(recycling: Recycling, reason: string): boolean {
  return restReason(recycling, reason).afterSeconds === undefined;
}

/**
 * Returns the plan's row for a reason. The row's limits apply to its own reason only: not to reasons it is a default
 * for, and not to a rule of the same name.
 */
export function ownRow(
  { reasons }: Recycling,
  { reason, track }: Pick<Rest, 'reason' | 'track'>,
): RestReason | undefined {
  return track === undefined && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
}

/**
 * Decides whether a lead goes to nurture, or has been there often enough. Every stay counts, whoever started it, so no
 * lead can loop forever. It does not return before the person may be contacted again.
 */
export function restFor(lead: Lead, { recycling }: Pick<Plan, 'recycling'>, rest: Rest): RestDecision {
  const { reason, now, accountable } = rest;
  if (cyclesOf(lead) >= recycling.stop.cycles) return { kind: 'end', because: 'cycles' };
  const { times } = ownRow(recycling, rest) ?? {};
  if (times !== undefined && (lead.rests[reason] ?? 0) >= times) return { kind: 'end', because: 'times' };
  const row = restReason(recycling, reason);
  const asked = rest.track === undefined ? cutAt(rest.until, addSeconds(now, row.atMostSeconds)) : rest.until;
  const date = asked ?? addSeconds(now, row.afterSeconds ?? ONCE_MORE_SECONDS);
  const { freeAt } = contactBudget(lead, recycling, now) ?? {};
  return {
    kind: 'rest',
    stage: {
      state: 'nurturing',
      track: rest.track ?? row.track,
      reason,
      since: now,
      returnAt: freeAt !== undefined && freeAt > date ? freeAt : date,
      accountable,
      lastOwner: lastOwnerOf(lead),
    },
  };
}

function cutAt(until: Instant | undefined, latest: Instant): Instant | undefined {
  return until !== undefined && until > latest ? latest : until;
}

/** Returns the rep who was last in touch with the person. A rep who merely held the lead has no claim to it. */
function lastOwnerOf({ stage }: Lead): Nurturing['lastOwner'] {
  if (stage.state === 'nurturing') return stage.lastOwner;
  return stage.state === 'working' ? { rep: stage.owner, team: stage.team } : undefined;
}
