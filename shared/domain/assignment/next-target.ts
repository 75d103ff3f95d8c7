import type { LeadId, TeamId } from '../ids.ts';
import { addSeconds, earliest, type Instant, secondsBetween } from '../instant.ts';
import { GRACE_SECONDS } from '../lead/grace-periods.ts';
import { type Lead, teamQueuePlaceOf } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import type { SharedWait, Stage } from '../lead/stage.ts';
import { currentTargetOf, remainingTargetsOf } from './assignable.ts';
import type { UnassignedReason } from './decision-record.ts';

/** A lead that nobody in the team can take now, and why. */
export interface UnassignedOutcome {
  readonly lead: LeadId;
  readonly team: TeamId;
  readonly because: UnassignedReason;
  /** With `all_closed`: somebody is at work but full. */
  readonly fullAtWork?: true;
  /** With `all_closed`: only one rep can get it, and the rest of the team is at work. */
  readonly teamAtWork?: true;
  /** When somebody who can take it comes on shift. */
  readonly opensAt?: Instant;
  /** With `awaits_colleagues`: what to remember for the next attempt. */
  readonly sharedWait?: SharedWait;
  /** With `closed: wake`: the team to wake that can first take a lead, and when. */
  readonly wake?: { readonly team: TeamId; readonly freeAt: Instant };
  /** The team has a surge: what it has no room for goes to the next team of the route at once. */
  readonly hasNoTime?: boolean;
  readonly now: Instant;
}

/** What happens to a lead that nobody in a team can take now. */
export type NextTarget =
  /** The lead already waits for this reason, with a suitable date. */
  | { readonly kind: 'leave_alone' }
  | { readonly kind: 'hold'; readonly until: Instant }
  | { readonly kind: 'move'; readonly target: Target | undefined; readonly index: number };

/**
 * Decides what happens to a lead that nobody in a team can take now: it waits until a date for the next attempt, or
 * moves to the next target of its route. `target` undefined means the catch-all queue; `index` is the new position in
 * the route.
 */
export function decideNextTarget(lead: Lead, unplaced: UnassignedOutcome): NextTarget {
  const { because, opensAt, now } = unplaced;
  const index = lead.routing?.target ?? 0;
  const moveOn = { kind: 'move', target: remainingTargetsOf(lead)[0], index: index + 1 } as const;
  if (because === 'nobody_ever' || because === 'all_away') return moveOn;
  const isFromImportList = teamQueuePlaceOf(lead)?.workItem.importList !== undefined;
  if (!isFromImportList && unplaced.hasNoTime && isFull(unplaced) && moveOn.target?.kind === 'team') return moveOn;
  const wakeTarget = because === 'all_closed' && !isFromImportList ? wakeTargetOf(lead, unplaced) : undefined;
  if (wakeTarget) return { kind: 'move', target: wakeTarget, index };
  const until = isFromImportList
    ? nextListAttemptAt(unplaced)
    : hasLimitedWait(unplaced)
      ? nextAttemptAt(lead, unplaced)
      : earliest(opensAt, wakeableLaterAt(unplaced));
  if (!until) return moveOn;
  const date = lead.dueAt ?? now;
  const known = isAlreadyWaiting(lead.stage, unplaced) && date > now && until >= date;
  return known ? { kind: 'leave_alone' } : { kind: 'hold', until };
}

function isFull({ because, fullAtWork }: UnassignedOutcome): boolean {
  return because === 'all_full' || fullAtWork === true;
}

/** Returns when to retry a lead of an import list. It waits without limit for a shift, a new day or a free slot. */
function nextListAttemptAt({ because, opensAt, now }: UnassignedOutcome): Instant {
  const soon = addSeconds(now, GRACE_SECONDS.fullTeamMax);
  return because === 'all_full' ? soon : (opensAt ?? soon);
}

/** Whether the team's time with the lead passes while it waits: somebody is at work, if only in a meeting. */
export function isTeamsTimeRunning(unplaced: UnassignedOutcome): boolean {
  return unplaced.because === 'all_busy' || hasLimitedWait(unplaced);
}

/** Whether a lead waits while the team is at work. Only such waits are limited; waiting for a closed team is not. */
export function hasLimitedWait({ because, fullAtWork, teamAtWork }: UnassignedOutcome): boolean {
  return because === 'all_full' || fullAtWork === true || teamAtWork === true;
}

/**
 * Returns the team to wake while this one is closed, if the rule names one, the wait would exceed its limit, and somebody
 * there can take a lead now. As long as nobody there can, the lead stays, so that waking never makes it later.
 */
function wakeTargetOf(lead: Lead, { wake, opensAt, now }: UnassignedOutcome): Target | undefined {
  const target = currentTargetOf(lead);
  if (target?.closed.kind !== 'wake' || wake === undefined || wake.freeAt > now) return undefined;
  if (opensAt && secondsBetween(now, opensAt) <= target.closed.withinSeconds) return undefined;
  const { kind, rule, sla, priority } = target;
  return { kind, rule, sla, priority, team: wake.team, need: [], relax: [], closed: { kind: 'hold' } };
}

/** Returns when a team to wake can take a lead, if nobody there can now. */
function wakeableLaterAt({ wake, now }: UnassignedOutcome): Instant | undefined {
  return wake !== undefined && wake.freeAt > now ? wake.freeAt : undefined;
}

/**
 * Returns when to ask a team about a lead again, in case the doorbell for a freed slot is lost. The delay equals the
 * time waited so far, within bounds, so a long queue of old leads is not rewritten every 15 minutes. Undefined when the
 * team's time is up, or will be up before the only rep who can get the lead is back.
 */
function nextAttemptAt(lead: Lead, { opensAt, teamAtWork, now }: UnassignedOutcome): Instant | undefined {
  const place = teamQueuePlaceOf(lead);
  if (place && place.fallBackAt <= now) return undefined;
  if (teamAtWork && place && (opensAt === undefined || opensAt > place.fallBackAt)) return undefined;
  const waited = secondsBetween(place?.workItem.since ?? now, now);
  const soon = addSeconds(now, Math.min(Math.max(waited, GRACE_SECONDS.fullTeam), GRACE_SECONDS.fullTeamMax));
  return earliest(soon, opensAt, place?.fallBackAt);
}

function isAlreadyWaiting(stage: Stage, { because, sharedWait }: UnassignedOutcome): boolean {
  if (stage.state === 'assigned') return stage.seeking !== undefined;
  if (stage.state !== 'waiting' || stage.because !== because) return false;
  // Who had a share meanwhile must be noted, or they would get another one.
  return sharedWait === undefined || (stage.place === 'team' && hasNoted(stage.sharedWait, sharedWait));
}

function hasNoted(noted: SharedWait | undefined, { had }: SharedWait): boolean {
  return had.every((rep) => noted?.had.includes(rep));
}
