import type { LeadId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Transition } from '../lead/transition.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * `shadow`: everything is decided and timed, but nothing leaves Baton; the incumbent system decides who really gets the
 * lead.
 */
export type Mode = Settings['mode']['mode'];

/** Whether anything about a lead may leave Baton: a notification, a webhook, a write to another system. */
export function canLeaveBaton(lead: Pick<Lead, 'shadow'>, mode: Mode): boolean {
  return mode === 'live' && lead.shadow !== true;
}

/** Where a lead can go when it is assigned to nobody. */
export const UNASSIGNED_RESULTS = ['queue', 'nurture', 'closed'] as const;
export type UnassignedResult = (typeof UNASSIGNED_RESULTS)[number];

/** Baton's first decision about a lead in shadow mode. */
export interface BatonDecision {
  readonly rule: RuleId;
  readonly at: Instant;
  /** The assigned rep and team; both or neither. */
  readonly rep?: RepId;
  readonly team?: TeamId;
  /** Where it went if it was assigned to nobody. */
  readonly instead?: UnassignedResult;
}

/** The incumbent's first owner of a lead, as reported by the incumbent system. */
export interface IncumbentOwner {
  readonly rep: RepId;
  /** The owner's teams, as far as Baton knows them. */
  readonly teams: readonly TeamId[];
  readonly at: Instant;
  readonly firstResponseAt?: Instant;
}

/** One lead in shadow mode: Baton's decision and the incumbent's. Ids only. */
export interface ShadowRecord {
  readonly lead: LeadId;
  readonly receivedAt: Instant;
  readonly baton?: BatonDecision;
  readonly incumbent?: IncumbentOwner;
}

/** Returns the UTC day a lead's observation is filed under: the day the lead was received. */
export function shadowDayOf({ receivedAt }: Pick<ShadowRecord, 'receivedAt'>): string {
  return receivedAt.slice(0, 10);
}

/**
 * Returns the decision in a transition, if it is one to compare: the first target of the lead. An assignment takes
 * precedence over any other decision.
 */
export function batonDecisionOf({ before, after, event }: Transition): BatonDecision | undefined {
  if (after.shadow !== true || before === undefined) return undefined;
  const decided = { rule: after.routing?.route.rule ?? 'none', at: event.at };
  if (event.type === 'LeadAssigned') {
    if (before.epoch > 0 || event.data.placedBy !== 'system') return undefined;
    return { ...decided, rep: event.data.rep, team: event.data.team };
  }
  if (before.epoch > 0) return undefined;
  switch (event.type) {
    case 'LeadSentToQueue':
      return { ...decided, instead: 'queue' };
    case 'LeadNurtured':
      return { ...decided, instead: 'nurture' };
    case 'LeadScreened':
      return { ...decided, instead: 'closed' };
    default:
      return undefined;
  }
}

/**
 * Merges a new report about the incumbent's owner. The first owner counts, with the earliest first response reported
 * for that owner.
 */
export function mergeIncumbentOwner(known: IncumbentOwner | undefined, reported: IncumbentOwner): IncumbentOwner {
  if (known === undefined) return reported;
  const first = reported.at < known.at ? reported : known;
  const firstResponses = [known, reported].flatMap(({ rep, firstResponseAt }) =>
    rep === first.rep && firstResponseAt ? [firstResponseAt] : [],
  );
  return { ...first, firstResponseAt: firstResponses.sort()[0] };
}
