import { releasedStage } from '../follow-up/queue-stages.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { cyclesOf, type Handoff, holdersAfter, type Lead, type Routing } from '../lead/lead.ts';
import type { Route, Target } from '../lead/routing-decision.ts';
import type { WaitingForTeam } from '../lead/stage.ts';
import type { LeadPatch } from '../lead/transition.ts';
import { matches } from '../plan/matches.ts';
import type { HandoffRule, Plan, RuleAction } from '../plan/plan.ts';
import { teamFor } from '../plan/team-template.ts';
import { type Stop, targetsOf } from '../routing/target-chain.ts';

/** Stands for the rule and the layer of a lead that was never routed. */
const HANDOFF = 'handoff';

/** The team that a qualified lead goes to next, and on which terms. */
export interface NextTeam {
  readonly team: TeamId;
  readonly rule: HandoffRule;
}

/**
 * Where the plan sends a lead that somebody of `team` has qualified. Undefined when it stays: no row fits, the team is the one it
 * would go to, it is on a hand-off already, or it came back from one as often as it may in this cycle.
 */
export function nextTeamOf(lead: Lead, team: TeamId, plan: Plan): NextTeam | undefined {
  const { handoff } = lead;
  if (handoff && (handoff.state !== 'over' || returnsOf(lead) >= handoff.times)) return undefined;
  for (const rule of plan.handoff) {
    if (rule.when && !matches(rule.when, lead.features).holds) continue;
    const next = teamFor(rule.to, lead.features);
    if (next === undefined || !Object.hasOwn(plan.teams, next)) continue;
    return next === team ? undefined : { team: next, rule };
  }
  return undefined;
}

/** Within how many working seconds a rep who is given the lead must accept it; undefined when it was not handed on to them. */
export function acceptWithin({ handoff }: Lead, rep: RepId): number | undefined {
  return handoff?.state === 'offered' && rep !== handoff.by ? handoff.acceptWithinSeconds : undefined;
}

/** The same hand-off once it has been taken; undefined when there is none to take. */
export function takenHandoff({ handoff }: Lead): Handoff | undefined {
  return handoff?.state === 'offered' ? { ...handoff, state: 'accepted' } : handoff;
}

/** The same hand-off once the lead goes elsewhere: one that was on offer in this cycle has come back once more. */
export function endedHandoff(lead: Lead): Handoff | undefined {
  const { handoff } = lead;
  const cycle = cyclesOf(lead);
  if (!handoff) return undefined;
  const cameBack = handoff.state === 'offered' && handoff.cycle === cycle;
  return { ...handoff, state: 'over', returns: returnsOf(lead) + (cameBack ? 1 : 0), cycle };
}

/** The hand-off of a lead that a person gives to somebody: with who handed it on, or back in the team it came from, it is on none. */
export function handoffWith(
  lead: Lead,
  { rep, team }: { readonly rep: RepId; readonly team: TeamId },
): Lead['handoff'] {
  const { handoff } = lead;
  return rep === handoff?.by || team === handoff?.from ? endedHandoff(lead) : handoff;
}

/** The reason of a lead that waits for who handed it on. */
export const RETURNED = 'handoff_returned';

/** Whether a lead waits in a team's queue because it was handed on or back, and not by a rule. */
export function waitsByHandoff({ handoff, stage }: Lead): boolean {
  if (stage.state !== 'waiting' || stage.place !== 'team' || !handoff) return false;
  return handoff.state !== 'over' || stage.because === RETURNED;
}

/** How often the lead came back in this cycle. */
function returnsOf(lead: Lead): number {
  return lead.handoff?.cycle === cyclesOf(lead) ? lead.handoff.returns : 0;
}

/** A lead that its owner passes on: who it is credited to, the places it is tried at, and its stage in the next team's queue. */
export function handedOn(
  lead: Lead,
  options: {
    readonly next: NextTeam;
    readonly plan: Plan;
    readonly version: number;
    readonly owner: RepId;
    readonly team: TeamId;
    readonly now: Instant;
  },
): { readonly stage: WaitingForTeam; readonly patch: LeadPatch } {
  const { next, plan, version, owner, team, now } = options;
  const { otherwise, times, firstTouchSeconds, warnSeconds, acceptWithinSeconds } = next.rule;
  const handoff: Handoff = {
    ...{ by: owner, from: team, state: 'offered', returns: returnsOf(lead), times, cycle: cyclesOf(lead) },
    ...{ firstTouchSeconds, warnSeconds, acceptWithinSeconds },
    otherwise: otherwise.kind === 'team' ? otherwise.id : undefined,
  };
  const stop = stopAt(lead, next.team, next.rule.need);
  const stops = otherwise.kind === 'team' ? [stop, { ...stop, team: otherwise.id, fallback: true }] : [stop];
  const queue = otherwise.kind === 'queue' ? otherwise.id : plan.otherwise;
  const targets = targetsOf({ stops, queue, rule: stop.rule }, { features: lead.features, plan });
  const routing = reroutedTo(lead.routing ?? { plan: version }, targets, now);
  const credited = [...lead.credited.filter(({ rep }) => rep !== owner), { rep: owner, team, at: now }];
  const accountable = plan.teams[next.team]?.manager ?? plan.owner;
  return {
    patch: { holders: holdersAfter(lead, owner), credited, routing, handoff, list: undefined },
    // Who qualified is no name on a list any more.
    stage: releasedStage({ ...lead, routing, handoff, list: undefined }, plan, {
      team: next.team,
      now,
      because: 'handed_off',
      accountable,
    }),
  };
}

/** A team to try for a lead that is being handed on or back; a qualified lead goes before others. */
export function stopAt(lead: Lead, team: TeamId, need: readonly string[] = []): Stop {
  const by: Extract<RuleAction, { kind: 'assign' }> = {
    ...{ kind: 'assign', to: team, need, relax: [], priority: 'high' },
    ...{ closed: { kind: 'hold' }, otherwise: { kind: 'next' } },
  };
  return { kind: 'stop', team, rule: lead.routing?.route.rule ?? HANDOFF, by, fallback: false };
}

/** A routing with other places to try; the rule that brought the lead in stays the one it is counted under. */
export function reroutedTo(
  routing: { readonly plan: number; readonly route?: Pick<Route, 'rule' | 'layer' | 'passedOver'> },
  targets: readonly [Target, ...Target[]],
  now: Instant,
): Routing {
  const { rule, layer, passedOver } = routing.route ?? { rule: HANDOFF, layer: HANDOFF, passedOver: [] };
  return { plan: routing.plan, at: now, route: { rule, layer, passedOver, outcome: 'assign', targets }, target: 0 };
}
