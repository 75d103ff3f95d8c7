import { relatedOwnerOf } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { RuleId } from '../ids.ts';
import type { Route, RoutingDecision, SkippedRule } from '../lead/routing-decision.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleAction } from '../plan/rule.ts';
import { fillTemplate } from '../plan/team-template.ts';
import { indexedRulesOf, type RuleInLayer, rulesInOrder } from './indexed-rules.ts';
import { chainToTargets, type TargetChain, type TeamStop } from './target-chain.ts';

/** The rule and layer recorded in a decision when no rule matched the lead. */
const NO_RULE = 'otherwise';

/** A rule that matches the lead and either names a team, or closes or nurtures the lead. */
interface MatchingRule {
  readonly layer: string;
  readonly rule: RuleId;
  readonly action: TeamStop | Exclude<RuleAction, { kind: 'assign' }>;
}

/** What a decision is made from. */
interface RouteInput {
  /** Every field that conditions can use, with `score`, `band` and `touch`. */
  readonly features: Features;
  readonly plan: Plan;
}

/**
 * Decides what happens to a lead. Layers and rules are tried in order; the first match wins. If it assigns, further
 * targets follow its team: for `otherwise: next` those of the following matching rules (rules that close or nurture
 * are skipped, because a team already wants the lead), then the teams' backups, and always a review queue last.
 *
 * Total and deterministic. Rules are found by an index, which is built when a plan is first asked.
 */
export function chooseRoute({ features, plan }: RouteInput): Route {
  return decideBy(findMatchingRules({ features, plan }), { features, plan });
}

/**
 * Decides as {@link chooseRoute} does, and says which rules were passed over and why. It tries rule by rule, so it takes
 * longer, the more rules there are.
 */
export function explainRoute({ features, plan }: RouteInput): RoutingDecision {
  const passedOver: SkippedRule[] = [];
  return { ...decideBy(tryEachRule({ features, plan, passedOver }), { features, plan }), passedOver };
}

function decideBy(matchingRules: Generator<MatchingRule, void>, { features, plan }: RouteInput): Route {
  const first = matchingRules.next().value;
  if (!first) {
    const targets = chainToTargets({ stops: [], queue: plan.otherwise, rule: NO_RULE }, { features, plan });
    return { outcome: 'assign', rule: NO_RULE, layer: NO_RULE, targets };
  }
  const { rule, layer, action: takes } = first;
  const decided = { rule, layer };
  switch (takes.kind) {
    case 'close':
      return { ...decided, outcome: 'close', reason: takes.reason };
    case 'nurture':
      return {
        ...decided,
        outcome: 'nurture',
        track: takes.track,
        owner: takes.owner,
        afterSeconds: takes.afterSeconds,
      };
    case 'stop':
      return {
        ...decided,
        outcome: 'assign',
        targets: chainToTargets(buildChain(takes, matchingRules, plan), { features, plan }),
      };
  }
}

/** Yields every rule that takes the lead, in order. */
function* findMatchingRules({ features, plan }: RouteInput): Generator<MatchingRule, void> {
  const { rules, index } = indexedRulesOf(plan);
  for (const number of index.matches(features)) {
    const rule = rules[number];
    const taking = rule && applyRule(rule, features, plan);
    if (taking !== undefined) yield taking;
  }
}

/** Yields the same rules as {@link findMatchingRules}. Adds the others to `passedOver` with the reason. */
function* tryEachRule(input: RouteInput & { readonly passedOver: SkippedRule[] }): Generator<MatchingRule, void> {
  const { features, plan, passedOver } = input;
  for (const rule of rulesInOrder(plan)) {
    const match = matchCondition(rule.when, features);
    const taking = match.holds ? applyRule(rule, features, plan) : undefined;
    if (taking !== undefined) yield taking;
    else passedOver.push({ rule: rule.rule, because: match.holds ? reasonWithoutTeam(rule) : { field: match.field } });
  }
}

/** Returns what a rule that matches does with the lead; undefined when it names no team that could get it. */
function applyRule({ layer, rule, then }: RuleInLayer, features: Features, plan: Plan): MatchingRule | undefined {
  if (then.kind !== 'assign') return { layer, rule, action: then };
  const place = findTeam(then, features, plan);
  return place && { layer, rule, action: { kind: 'stop', rule, action: then, ...place } };
}

function reasonWithoutTeam({ then }: RuleInLayer): 'no_team' | 'no_owner' {
  return then.kind === 'assign' && typeof then.to === 'string' ? 'no_team' : 'no_owner';
}

/**
 * Returns the team that a rule names for a lead and, for `owner_of`, the only rep in it who can get the lead. If the
 * lead has no such owner, returns the rule's fallback team, if it names one.
 */
function findTeam(
  by: TeamStop['action'],
  features: Features,
  plan: Plan,
): Pick<TeamStop, 'team' | 'only' | 'fallback'> | undefined {
  const { to, otherwise } = by;
  if (typeof to === 'string') {
    const team = fillTemplate(to, features);
    return team !== undefined && Object.hasOwn(plan.teams, team) ? { team, fallback: false } : undefined;
  }
  const owner = relatedOwnerOf(to.ownerOf, features);
  const team = owner?.teams.find((one) => Object.hasOwn(plan.teams, one));
  if (owner && team !== undefined) return { team, only: owner.rep, fallback: false };
  return otherwise.kind === 'team' ? { team: otherwise.id, fallback: true } : undefined;
}

/** Returns the teams to try, starting with that of the matching rule, and the review queue after them. */
function buildChain(first: TeamStop, takers: Iterable<MatchingRule>, plan: Plan): TargetChain {
  const stops = [first];
  let last = first;
  if (last.action.otherwise.kind === 'next') {
    for (const { action: takes } of takers) {
      if (takes.kind !== 'stop') continue;
      stops.push(takes);
      last = takes;
      if (takes.action.otherwise.kind !== 'next') break;
    }
  }
  const { otherwise } = last.action;
  switch (otherwise.kind) {
    case 'next':
      return { stops, queue: plan.otherwise, rule: NO_RULE };
    case 'team':
      stops.push({ ...last, team: otherwise.id, only: undefined, fallback: true });
      return { stops, queue: plan.otherwise, rule: last.rule };
    case 'queue':
      return { stops, queue: otherwise.id, rule: last.rule };
  }
}
