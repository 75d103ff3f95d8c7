import type { Features } from '../features.ts';
import type { RuleId } from '../ids.ts';
import { matches } from '../plan/matches.ts';
import type { Plan, RuleAction } from '../plan/plan.ts';
import { teamFor } from '../plan/team-template.ts';
import type { Route, RulePassedOver } from './target.ts';
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
        const team = teamFor(then.to, features);
        if (team !== undefined && Object.hasOwn(plan.teams, team)) {
          yield { layer, rule, takes: { kind: 'stop', team, rule, by: then, fallback: false } };
        } else {
          passedOver.push({ rule, because: 'no_team' });
        }
      }
    }
  }
  return undefined;
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
      stops.push({ ...last, team: otherwise.id, fallback: true });
      return { stops, queue: plan.otherwise, rule: last.rule };
    case 'queue':
      return { stops, queue: otherwise.id, rule: last.rule };
  }
}
