import type { LeadId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Transition } from '../lead/transition.ts';

/** `observe`: everything is decided and timed, and nothing leaves Baton; somebody else's system decides who really gets the lead. */
export type Mode = 'live' | 'observe';

/** Whether anything about a lead may leave Baton: a notice, a webhook, a write to another system. */
export function mayLeave(lead: Pick<Lead, 'observed'>, mode: Mode): boolean {
  return mode === 'live' && lead.observed !== true;
}

/** What Baton decided first about a lead it only observes. */
export interface OurDecision {
  readonly rule: RuleId;
  readonly at: Instant;
  /** Who was given it, and in which team; both or neither. */
  readonly rep?: RepId;
  readonly team?: TeamId;
  /** Where it went when nobody was given it. */
  readonly instead?: 'queue' | 'nurture' | 'closed';
}

/** Who really got a lead first, as the system that decides has told. */
export interface RealOwner {
  readonly rep: RepId;
  /** Teams they are in, as far as Baton knows them. */
  readonly teams: readonly TeamId[];
  readonly at: Instant;
  readonly firstTouchAt?: Instant;
}

/** One lead that Baton observed: what it would have done, and what was done. Ids only. */
export interface Observation {
  readonly lead: LeadId;
  readonly receivedAt: Instant;
  readonly ours?: OurDecision;
  readonly theirs?: RealOwner;
}

/** The UTC day under which a lead's observation is kept: that of its receipt. */
export function dayOfObservation({ receivedAt }: Pick<Observation, 'receivedAt'>): string {
  return receivedAt.slice(0, 10);
}

/** The decision that a step tells, if it is one to compare: the first place that the lead was given, and a first owner over any other. */
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

/** What is known of the real owner once this is told, too: the first owner counts, with their earliest touch. */
export function withRealOwner(known: RealOwner | undefined, told: RealOwner): RealOwner {
  if (known === undefined) return told;
  const first = told.at < known.at ? told : known;
  const touches = [known, told].flatMap(({ rep, firstTouchAt }) =>
    rep === first.rep && firstTouchAt ? [firstTouchAt] : [],
  );
  return { ...first, firstTouchAt: touches.sort()[0] };
}
