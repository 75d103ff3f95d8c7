import type { Features } from '../features.ts';
import { handOff, nextTeamOf } from '../handoff/handoff.ts';
import { targetsOfReturn } from '../handoff/return-handoff.ts';
import type { Instant } from '../instant.ts';
import type { LeadEvent } from '../lead/events.ts';
import type { Handoff, Lead } from '../lead/lead.ts';
import { applyEvent, type LifecycleState } from '../lead/transitions.ts';
import type { Plan } from '../plan/plan.ts';
import { findFirstDifference } from './first-difference.ts';
import type { StepReplay } from './replay-route.ts';

/** A hand-off to the next team, or its return: both give a lead other targets without asking a rule. */
export type HandoffEvent = Extract<LeadEvent, { type: 'LeadHandedOff' | 'HandoffReturned' }>;

/**
 * Returns the hand-off or return that made a routing of this time; undefined when a rule made it. Routing may follow in
 * the same millisecond: then it left the lead no longer `received`.
 */
export function handoffBehindRouting(timeline: readonly LeadEvent[], routedAt: Instant): HandoffEvent | undefined {
  let state: LifecycleState | undefined;
  let made: HandoffEvent | undefined;
  for (const event of timeline) {
    const before = state?.state;
    state = applyEvent(state, event);
    if (event.at !== routedAt) continue;
    if (event.type === 'LeadHandedOff' || event.type === 'HandoffReturned') made = event;
    else if (before === 'received' && state.state !== 'received') made = undefined;
  }
  return made;
}

/**
 * Hands a lead off, or returns it, again by the features and the plan version of then, and compares the team, the terms
 * and every target. Whether the rep who handed it off could get it back is taken from the decision.
 */
export function replayHandoff({
  lead,
  event,
  features,
  plan,
}: {
  readonly lead: Lead;
  readonly event: HandoffEvent;
  readonly features: Features;
  readonly plan: Plan;
}): StepReplay {
  const { routing, handoff } = lead;
  if (!routing || !handoff) return { outcome: 'not_kept', because: 'not_routed' };
  const before: Lead = { ...lead, features, handoff: undefined };
  if (event.type === 'HandoffReturned') {
    const [first] = routing.route.outcome === 'assign' ? routing.route.targets : [];
    const isGiverAvailable = first?.kind === 'team' && first.only === event.data.to && first.charged === false;
    const { to, team } = event.data;
    const targets = targetsOfReturn(before, { to, team, plan, isGiverAvailable });
    return compare(routing.route, { ...routing.route, outcome: 'assign', targets });
  }
  const next = nextTeamOf(before, handoff.fromTeam, plan);
  const decided = { handedOffTo: event.data.team };
  if (!next) return compare(decided, {});
  const { rep: owner } = event.data;
  const { plan: version } = routing;
  const { patch } = handOff(before, { next, plan, version, owner, team: handoff.fromTeam, now: event.at });
  return compare(
    { ...decided, terms: termsOf(handoff), ...routing.route },
    { handedOffTo: next.team, terms: patch.handoff && termsOf(patch.handoff), ...patch.routing?.route },
  );
}

function compare(decided: object, replayed: object): StepReplay {
  const difference = findFirstDifference(decided, replayed);
  return difference ? { outcome: 'different', difference } : { outcome: 'equal' };
}

/** Returns what the plan said about a hand-off; the rest changes as it goes on. */
function termsOf(handoff: Handoff) {
  const { state: _, returns: __, cycle: ___, ...terms } = handoff;
  return terms;
}
