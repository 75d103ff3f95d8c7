import type { LeadId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Transition } from '../lead/transition.ts';

/**
 * `observe`: shadow mode. Everything is decided and timed, but nothing leaves Baton; the incumbent system decides who
 * really gets the lead.
 */
export type Mode = 'live' | 'observe';

/** Whether anything about a lead may leave Baton: a notification, a webhook, a write to another system. */
export function mayLeave(lead: Pick<Lead, 'observed'>, mode: Mode): boolean {
  return mode === 'live' && lead.observed !== true;
}

/** Baton's first decision about a lead in shadow mode. */
export interface OurDecision {
  readonly rule: RuleId;
  readonly at: Instant;
  /** The assigned rep and team; both or neither. */
  readonly rep?: RepId;
  readonly team?: TeamId;
  /** Where it went if it was assigned to nobody. */
  readonly instead?: 'queue' | 'nurture' | 'closed';
}

/** The incumbent's first owner of a lead, as reported by the incumbent system. */
export interface RealOwner {
  readonly rep: RepId;
  /** The owner's teams, as far as Baton knows them. */
  readonly teams: readonly TeamId[];
  readonly at: Instant;
  readonly firstTouchAt?: Instant;
}

/** One lead in shadow mode: Baton's decision and the incumbent's. Ids only. */
export interface Observation {
  readonly lead: LeadId;
  readonly receivedAt: Instant;
  readonly ours?: OurDecision;
  readonly theirs?: RealOwner;
}

/** Returns the UTC day a lead's observation is filed under: the day the lead was received. */
export function dayOfObservation({ receivedAt }: Pick<Observation, 'receivedAt'>): string {
  return receivedAt.slice(0, 10);
}

/**
 * Returns the decision in a transition, if it is one to compare: the first target of the lead. An assignment takes
 * precedence over any other decision.
 */
export function decisionOf({ before, after, event }: Transition): OurDecision | undefined {
  if (after.observed !== true || before === undefined) return undefined;
  const decided = { rule: after.routing?.route.rule ?? 'none', at: event.at };
  if (event.type === 'LeadAssigned') {
    if (before.epoch > 0 || event.data.placedBy !== 'robot') return undefined;
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
export function withRealOwner(known: RealOwner | undefined, told: RealOwner): RealOwner {
  if (known === undefined) return told;
  const first = told.at < known.at ? told : known;
  const touches = [known, told].flatMap(({ rep, firstTouchAt }) =>
    rep === first.rep && firstTouchAt ? [firstTouchAt] : [],
  );
  return { ...first, firstTouchAt: touches.sort()[0] };
}
