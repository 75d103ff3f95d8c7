import { OWNERSHIP_FIELDS } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { RuleId, TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import type { Condition, FieldTest } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import { chooseRoute } from '../routing/route.ts';

/** A feature of a lead that could have been otherwise; no value: unknown. */
export interface FeatureChange {
  readonly field: string;
  readonly value?: string | number | boolean;
}

/** Changes of a lead after which another rule would have sent it to a team. */
export interface RuleWay {
  readonly changes: readonly FeatureChange[];
  readonly rule: RuleId;
  readonly team: TeamId;
}

/** The most ways that are returned: more would not be read. */
const MAX_WAYS = 5;
/** The most values that are tried in pairs: 40,000 decisions take a tenth of a second. */
const MAX_PAIRED = 200;

/**
 * Finds the smallest changes of a lead's features after which the plan would have sent it first to one of these teams:
 * single features, or, if none is enough, pairs. Tried are the values that the plan's conditions name. Each way is proved
 * by routing again with it.
 */
export function findRuleWays({
  features,
  plan,
  teams,
}: {
  readonly features: Features;
  readonly plan: Plan;
  readonly teams: readonly TeamId[];
}): readonly RuleWay[] {
  const changes = changesOf(plan).filter(({ field, value }) => ownValue(features, field) !== value);
  const prove = (tried: readonly FeatureChange[]): readonly RuleWay[] => {
    const route = chooseRoute({ features: withChanges(features, tried), plan });
    const first = route.outcome === 'assign' ? route.targets[0] : undefined;
    return first?.kind === 'team' && teams.includes(first.team)
      ? [{ changes: tried, rule: route.rule, team: first.team }]
      : [];
  };
  const singles = changes.flatMap((change) => prove([change]));
  if (singles.length > 0) return singles.slice(0, MAX_WAYS);
  const paired = changes.slice(0, MAX_PAIRED);
  const pairs = paired.flatMap((one, index) =>
    paired.slice(index + 1).flatMap((other) => (one.field === other.field ? [] : prove([one, other]))),
  );
  return pairs.slice(0, MAX_WAYS);
}

function withChanges(features: Features, changes: readonly FeatureChange[]): Features {
  const fields = new Set(changes.map(({ field }) => field));
  const kept = Object.entries(features).filter(([field]) => !fields.has(field));
  const changed = changes.flatMap(({ field, value }) => (value === undefined ? [] : [[field, value] as const]));
  return Object.fromEntries([...kept, ...changed]);
}

/** Returns every value that a rule of the plan looks for, each once. Owners are left out: nobody can choose them. */
function changesOf({ layers }: Plan): readonly FeatureChange[] {
  const all = layers.flatMap(({ rules }) => rules.flatMap(({ when }) => (when ? changesIn(when) : [])));
  const byKey = new Map(all.map((change) => [JSON.stringify([change.field, change.value]), change]));
  return [...byKey.values()].filter(({ field }) => !OWNERSHIP_FIELDS.includes(field));
}

function changesIn(condition: Condition): readonly FeatureChange[] {
  if (condition.kind !== 'field') return condition.of.flatMap(changesIn);
  const { field, test } = condition;
  return valuesFor(test).map((value) => ({ field, ...(value !== undefined && { value }) }));
}

/** Returns values that pass a test; undefined stands for an unknown feature. */
function valuesFor(test: FieldTest): readonly FeatureChange['value'][] {
  switch (test.op) {
    case 'in':
      return test.values;
    case 'within':
      return [test.from];
    case 'starts':
      return [test.with];
    case 'has':
      return test.words;
    case 'is':
      return [test.value];
    case 'not':
    case 'unknown':
      return [undefined];
    case 'known':
      return [];
  }
}
