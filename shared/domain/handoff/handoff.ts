import { buildReleasedStage } from '../follow-up/queue-stages.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { addPreviousHolder, cycleCountOf, type Handoff, type Lead, type LeadRouting } from '../lead/lead.ts';
import type { Route, Target } from '../lead/routing-decision.ts';
import type { WaitingInTeamQueue } from '../lead/stage.ts';
import type { LeadPatch } from '../lead/transition.ts';
import { ownValue } from '../own-value.ts';
import type { HandoffRule } from '../plan/handoff.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleAction } from '../plan/rule.ts';
import { fillTemplate } from '../plan/team-template.ts';
import { chainToTargets, type TeamStop } from '../routing/target-chain.ts';

/** Rule and layer of a lead that was never routed. */
const HANDOFF_RULE = 'handoff';

/** The team a qualified lead goes to next, and the terms. */
export interface NextTeam {
  readonly team: TeamId;
  readonly rule: HandoffRule;
}

/**
 * Returns where the plan sends a lead that a rep of `team` has qualified. Undefined if the lead stays: no row matches,
 * the next team is the current one, it is already being handed off, or it has been returned as often as the plan allows
 * in this cycle.
 */
export function nextTeamOf(lead: Lead, team: TeamId, plan: Plan): NextTeam | undefined {
  const { handoff } = lead;
  if (handoff && (handoff.state !== 'over' || handoffReturnsOf(lead) >= handoff.maxReturns)) return undefined;
  for (const rule of plan.handoff) {
    if (rule.when && !matchCondition(rule.when, lead.features).holds) continue;
    const next = fillTemplate(rule.to, lead.features);
    if (next === undefined || !Object.hasOwn(plan.teams, next)) continue;
    return next === team ? undefined : { team: next, rule };
  }
  return undefined;
}

/** Whether a rep who is assigned the lead has to accept it: it was handed off to them. */
export function mustAccept({ handoff }: Lead, rep: RepId): boolean {
  return handoff?.state === 'offered' && rep !== handoff.handedOffBy;
}

/** Returns the working time that a rep who is assigned the lead has to accept it; nothing if they need not. */
export function acceptTermsOf(
  lead: Lead,
  rep: RepId,
): Partial<Pick<Handoff, 'acceptWithinSeconds' | 'acceptWithinDays'>> {
  if (!lead.handoff || !mustAccept(lead, rep)) return {};
  const { acceptWithinSeconds, acceptWithinDays } = lead.handoff;
  return { acceptWithinSeconds, acceptWithinDays };
}

/** Returns the handoff after acceptance; undefined if there is no handoff. */
export function markHandoffAccepted({ handoff }: Lead): Handoff | undefined {
  return handoff?.state === 'offered' ? { ...handoff, state: 'accepted' } : handoff;
}

/**
 * Returns the handoff after the lead goes elsewhere. If it was still on offer in this cycle, it counts as one more
 * return.
 */
export function endHandoff(lead: Lead): Handoff | undefined {
  const { handoff } = lead;
  const cycle = cycleCountOf(lead);
  if (!handoff) return undefined;
  const isReturned = handoff.state === 'offered' && handoff.cycle === cycle;
  return { ...handoff, state: 'over', returns: handoffReturnsOf(lead) + (isReturned ? 1 : 0), cycle };
}

/**
 * Returns the handoff of a lead that a person assigns to a rep. It is over if that rep handed the lead off, or if the
 * team is the one it came from.
 */
export function endHandoffIfGivenBack(
  lead: Lead,
  { rep, team }: { readonly rep: RepId; readonly team: TeamId },
): Lead['handoff'] {
  const { handoff } = lead;
  return rep === handoff?.handedOffBy || team === handoff?.fromTeam ? endHandoff(lead) : handoff;
}

/** The reason of a lead that waits for the rep who handed it off. */
export const HANDOFF_RETURNED_REASON = 'handoff_returned';

/** Whether a lead waits in a team queue because of a handoff or a handoff return, and not because of a rule. */
export function isWaitingForHandoff({ handoff, stage }: Lead): boolean {
  if (stage.state !== 'waiting' || stage.place !== 'team' || !handoff) return false;
  return handoff.state !== 'over' || stage.because === HANDOFF_RETURNED_REASON;
}

/** Returns how often the lead was returned in this cycle. */
function handoffReturnsOf(lead: Lead): number {
  return lead.handoff?.cycle === cycleCountOf(lead) ? lead.handoff.returns : 0;
}

/** Hands a lead off: returns who is credited, the targets to try, and the stage in the next team's queue. */
export function handOff(
  lead: Lead,
  options: {
    readonly next: NextTeam;
    readonly plan: Plan;
    readonly version: number;
    readonly owner: RepId;
    readonly team: TeamId;
    readonly now: Instant;
  },
): { readonly stage: WaitingInTeamQueue; readonly patch: LeadPatch } {
  const { next, plan, version, owner, team, now } = options;
  const { otherwise, times, firstTouchSeconds, warnSeconds, acceptWithinSeconds, acceptWithinDays } = next.rule;
  const handoff: Handoff = {
    ...{
      handedOffBy: owner,
      fromTeam: team,
      state: 'offered',
      returns: handoffReturnsOf(lead),
      maxReturns: times,
      cycle: cycleCountOf(lead),
    },
    ...{ firstResponseSeconds: firstTouchSeconds, warnSeconds, acceptWithinSeconds },
    ...(acceptWithinDays !== undefined && { acceptWithinDays }),
    fallbackTeam: otherwise.kind === 'team' ? otherwise.id : undefined,
  };
  const stop = buildTeamStop(lead, next.team, next.rule.need);
  const stops = otherwise.kind === 'team' ? [stop, { ...stop, team: otherwise.id, fallback: true }] : [stop];
  const queue = otherwise.kind === 'queue' ? otherwise.id : plan.otherwise;
  const targets = chainToTargets({ stops, queue, rule: stop.rule }, { features: lead.features, plan });
  const routing = replaceTargets(lead.routing ?? { plan: version }, targets, now);
  const credited = [...lead.credited.filter(({ rep }) => rep !== owner), { rep: owner, team, at: now }];
  const accountable = ownValue(plan.teams, next.team)?.manager ?? plan.owner;
  return {
    patch: { previousHolders: addPreviousHolder(lead, owner), credited, routing, handoff, importList: undefined },
    // A qualified lead no longer belongs to an import list.
    stage: buildReleasedStage({ ...lead, routing, handoff, importList: undefined }, plan, {
      team: next.team,
      now,
      because: 'handed_off',
      accountable,
    }),
  };
}

/** Returns a stop at a team for a lead that is being handed off or returned. Qualified leads have high priority. */
export function buildTeamStop(lead: Lead, team: TeamId, need: readonly string[] = []): TeamStop {
  const by: Extract<RuleAction, { kind: 'assign' }> = {
    ...{ kind: 'assign', to: team, need, relax: [], priority: 'high' },
    ...{ closed: { kind: 'hold' }, otherwise: { kind: 'next' } },
  };
  return { kind: 'stop', team, rule: lead.routing?.route.rule ?? HANDOFF_RULE, action: by, fallback: false };
}

/** Returns a routing with new targets. Reports keep counting the lead under the rule that brought it in. */
export function replaceTargets(
  routing: Pick<LeadRouting, 'plan' | 'featuresKept'> & {
    readonly route?: Pick<Route, 'rule' | 'layer' | 'passedOver'>;
  },
  targets: readonly [Target, ...Target[]],
  now: Instant,
): LeadRouting {
  const { plan, featuresKept } = routing;
  const { rule, layer, passedOver } = routing.route ?? { rule: HANDOFF_RULE, layer: HANDOFF_RULE, passedOver: [] };
  const route: Route = { rule, layer, ...(passedOver && { passedOver }), outcome: 'assign', targets };
  return { plan, at: now, route, target: 0, ...(featuresKept !== undefined && { featuresKept }) };
}
