import { ownerOf } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { RuleId } from '../ids.ts';
import type { Route, RulePassedOver } from '../lead/routing-decision.ts';
import { matches } from '../plan/matches.ts';
import type { Plan, RuleAction } from '../plan/plan.ts';
import { teamFor } from '../plan/team-template.ts';
import { type Chain, type Stop, targetsOf } from './target-chain.ts';

/** Stands in a decision for the rule and the layer when no rule wanted the lead. */
const OTHERWISE = 'otherwise';

/** A rule that takes the lead: it names a team, or says that the lead is not for one. */
interface Taker {
  readonly layer: string;
  readonly rule: RuleId;
  readonly takes: Stop | Exclude<RuleAction, { kind: 'assign' }>;
}

/**
 * Chooses what happens to a lead: layers in order, rules in order, the first that matches decides. When it assigns, the
 * places to try are chained after its team: for `otherwise: next` those of the following rules that match (one that
 * would close or nurture is skipped, since the lead is already wanted), then the teams' backups, and always a queue.
 *
 * `features` hold everything that conditions may ask for, `score`, `band` and `touch` included. Total and deterministic.
 */
export function route({ features, plan }: { readonly features: Features; readonly plan: Plan }): Route {
  const passedOver: RulePassedOver[] = [];
  const takers = rulesThatTake({ features, plan, passedOver });
  const first = takers.next().value;
  if (!first) {
    const targets = targetsOf({ stops: [], queue: plan.otherwise, rule: OTHERWISE }, { features, plan });
    return { outcome: 'assign', rule: OTHERWISE, layer: OTHERWISE, passedOver, targets };
  }
  const { rule, layer, takes } = first;
  const decided = { rule, layer, passedOver };
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
      return { ...decided, outcome: 'assign', targets: targetsOf(chainFrom(takes, takers, plan), { features, plan }) };
  }
}

/** Every rule that takes the lead, in order; those that do not are noted with the reason. */
function* rulesThatTake(input: {
  readonly features: Features;
  readonly plan: Plan;
  readonly passedOver: RulePassedOver[];
}): Generator<Taker, undefined> {
  const { features, plan, passedOver } = input;
  for (const { layer, rules } of plan.layers) {
    for (const { rule, when, then } of rules) {
      const match = matches(when, features);
      if (!match.holds) {
        passedOver.push({ rule, because: { field: match.field } });
      } else if (then.kind !== 'assign') {
        yield { layer, rule, takes: then };
      } else {
        const place = placeFor(then, features, plan);
        if (place !== undefined) yield { layer, rule, takes: { kind: 'stop', rule, by: then, ...place } };
        else passedOver.push({ rule, because: typeof then.to === 'string' ? 'no_team' : 'no_owner' });
      }
    }
  }
  return undefined;
}

/**
 * The team that a rule names for a lead, and the only rep of it whom it may go to. Of a lead that belongs to nobody, the team that
 * the rule names instead, if it names one.
 */
function placeFor(
  by: Stop['by'],
  features: Features,
  plan: Plan,
): Pick<Stop, 'team' | 'only' | 'fallback'> | undefined {
  const { to, otherwise } = by;
  if (typeof to === 'string') {
    const team = teamFor(to, features);
    return team !== undefined && Object.hasOwn(plan.teams, team) ? { team, fallback: false } : undefined;
  }
  const owner = ownerOf(to.ownerOf, features);
  const team = owner?.teams.find((one) => Object.hasOwn(plan.teams, one));
  if (owner && team !== undefined) return { team, only: owner.rep, fallback: false };
  return otherwise.kind === 'team' ? { team: otherwise.id, fallback: true } : undefined;
}

/** The teams to try, from the one that the matching rule names, and the queue after them. */
function chainFrom(first: Stop, takers: Iterable<Taker>, plan: Plan): Chain {
  const stops = [first];
  let last = first;
  if (last.by.otherwise.kind === 'next') {
    for (const { takes } of takers) {
      if (takes.kind !== 'stop') continue;
      stops.push(takes);
      last = takes;
      if (takes.by.otherwise.kind !== 'next') break;
    }
  }
  const { otherwise } = last.by;
  switch (otherwise.kind) {
    case 'next':
      return { stops, queue: plan.otherwise, rule: OTHERWISE };
    case 'team':
      stops.push({ ...last, team: otherwise.id, only: undefined, fallback: true });
      return { stops, queue: plan.otherwise, rule: last.rule };
    case 'queue':
      return { stops, queue: otherwise.id, rule: last.rule };
  }
}
