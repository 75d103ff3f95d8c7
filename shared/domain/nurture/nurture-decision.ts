import type { RepId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import { cyclesOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import type { Plan } from '../plan/plan.ts';
import { type Recycling, type RestReason, restReason } from '../plan/recycling.ts';
import { contactBudget } from './contact-budget.ts';

/** Why a lead rests no more: it has rested as often as any lead may, or as often as one may for this reason, or we may not contact the person yet. */
export type EndReason = 'cycles' | 'times' | 'contacts';

/** What becomes of a lead that is to rest. */
export type RestDecision =
  | { readonly kind: 'rest'; readonly stage: Nurturing }
  | { readonly kind: 'end'; readonly because: EndReason };

/** Why, for how long and on which track a lead is to rest. */
export interface Rest {
  readonly reason: string;
  /** The track and the date, when a rule says them or the person asked for a date; else the plan's row for the reason does. */
  readonly track?: string;
  readonly until?: Instant;
  readonly accountable: RepId;
  readonly now: Instant;
}

/** How long a lead rests once more when its row has only the date that the person asked for. */
const ONCE_MORE_SECONDS = 30 * 24 * 3600;

/** Whether resting for this reason takes a date from the person. */
export function needsDate(recycling: Recycling, reason: string): boolean {
  return restReason(recycling, reason).afterSeconds === undefined;
}

/** The row's own limits hold for its own reason only, not for the ones it stands in for, nor for a rule of the same name. */
export function ownRow(
  { reasons }: Recycling,
  { reason, track }: Pick<Rest, 'reason' | 'track'>,
): RestReason | undefined {
  return track === undefined && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
}

/**
 * Puts a lead to rest, or finds that it has rested enough: each rest counts, whoever sends it there, so no lead goes round for ever.
 * It does not come back before we may contact the person again.
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

/** Who was in touch with the person last: who only held it has no claim to it. */
function lastOwnerOf({ stage }: Lead): Nurturing['lastOwner'] {
  if (stage.state === 'nurturing') return stage.lastOwner;
  return stage.state === 'working' ? { rep: stage.owner, team: stage.team } : undefined;
}
