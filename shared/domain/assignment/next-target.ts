import type { LeadId, TeamId } from '../ids.ts';
import { addSeconds, earliest, type Instant, secondsBetween } from '../instant.ts';
import { GRACE } from '../lead/grace-periods.ts';
import { type Lead, placeInQueueOf } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import type { Stage } from '../lead/stage.ts';
import { placesLeft, targetOf } from './assignable.ts';
import type { UnplacedReason } from './decision-record.ts';

/** A lead nobody in the team could be given, and why. */
export interface Unplaced {
  readonly lead: LeadId;
  readonly team: TeamId;
  readonly because: UnplacedReason;
  /** With `all_closed`: somebody is at work but full. */
  readonly fullAtWork?: true;
  /** With `all_closed`: only one rep may have it, and the team is at work without them. */
  readonly teamAtWork?: true;
  /** When somebody who could take it comes on shift. */
  readonly opensAt?: Instant;
  readonly now: Instant;
}

/** What becomes of a lead that nobody in a team can take now. */
export type NextPlace =
  /** It is known to wait, and until when. */
  | { readonly kind: 'leave_alone' }
  | { readonly kind: 'hold'; readonly until: Instant }
  | { readonly kind: 'move'; readonly target: Target | undefined; readonly index: number };

/**
 * Where a lead goes that nobody in a team can take now: it stays, with a date at which to look again, or goes on to the next place
 * of its route (`target` undefined: the catch-all queue; `index`: the place of the route that is then being tried).
 */
export function nextPlace(lead: Lead, unplaced: Unplaced): NextPlace {
  const { because, opensAt, now } = unplaced;
  const index = lead.routing?.target ?? 0;
  const onward: NextPlace = { kind: 'move', target: placesLeft(lead)[0], index: index + 1 };
  if (because === 'nobody_ever') return onward;
  const listed = placeInQueueOf(lead)?.work.list !== undefined;
  const woken = because === 'all_closed' && !listed ? teamToWake(lead, unplaced) : undefined;
  if (woken) return { kind: 'move', target: woken, index };
  const until = listed ? nextOfList(unplaced) : waitsOnOthersTime(unplaced) ? lookAgain(lead, unplaced) : opensAt;
  if (!until) return onward;
  const date = lead.dueAt ?? now;
  const known = knownToWait(lead.stage, because) && date > now && until >= date;
  return known ? { kind: 'leave_alone' } : { kind: 'hold', until };
}

/** A list waits for as long as it takes: until somebody comes on shift or begins a new day, or for a slot. */
function nextOfList({ because, opensAt, now }: Unplaced): Instant {
  const soon = addSeconds(now, GRACE.fullTeamAtMost);
  return because === 'all_full' ? soon : (opensAt ?? soon);
}

/** Whether it waits while others are at work, which it may only for so long; a wait for a team that is closed does not count. */
export function waitsOnOthersTime({ because, fullAtWork, teamAtWork }: Unplaced): boolean {
  return because === 'all_full' || fullAtWork === true || teamAtWork === true;
}

/** The team that steps in while this one is closed, if its rule names one and the wait would be longer than it lets leads wait. */
function teamToWake(lead: Lead, { team, opensAt, now }: Unplaced): Target | undefined {
  const target = targetOf(lead);
  if (target?.closed.kind !== 'wake' || target.closed.team === team) return undefined;
  const { team: woken, withinSeconds } = target.closed;
  if (opensAt && secondsBetween(now, opensAt) <= withinSeconds) return undefined;
  const { kind, rule, sla, priority } = target;
  return { kind, rule, sla, priority, team: woken, need: [], relax: [], closed: { kind: 'hold' } };
}

/**
 * When a team is asked again about a lead, should the ring for a freed slot be lost: after as long as it has waited already,
 * within bounds, so that a long queue of old leads is not written anew every quarter of an hour. Undefined when the team has
 * had it long enough, or will have before the only one who may have it comes.
 */
function lookAgain(lead: Lead, { opensAt, teamAtWork, now }: Unplaced): Instant | undefined {
  const place = placeInQueueOf(lead);
  if (place && place.fallBackAt <= now) return undefined;
  if (teamAtWork && place && (opensAt === undefined || opensAt > place.fallBackAt)) return undefined;
  const waited = secondsBetween(place?.work.since ?? now, now);
  const soon = addSeconds(now, Math.min(Math.max(waited, GRACE.fullTeam), GRACE.fullTeamAtMost));
  return earliest(soon, opensAt, place?.fallBackAt);
}

function knownToWait(stage: Stage, because: string): boolean {
  if (stage.state === 'waiting') return stage.because === because;
  return stage.state === 'assigned' && stage.seeking !== undefined;
}
