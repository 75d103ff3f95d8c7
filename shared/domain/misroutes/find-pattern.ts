import type { Features } from '../features.ts';
import { ownValue } from '../own-value.ts';
import { chanceOf } from './fisher.ts';

/** One condition of a pattern: the field has this value or, if it is a list, contains it. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
}

/** What many flagged leads of a rule have and few others: one condition, or two that must both hold. */
export interface Pattern {
  readonly conditions: readonly FieldValue[];
  /** Flagged leads that match, of all flagged; and the same of the other leads of the rule. */
  readonly flagged: number;
  readonly ofFlagged: number;
  readonly others: number;
  readonly ofOthers: number;
  /** How many times as frequent it is among the flagged as among all leads of the rule. */
  readonly lift: number;
  /** The chance of this among as many flagged leads if the pattern had nothing to do with it, 0 to 1. */
  readonly chance: number;
}

/** Fewer flagged leads than this are no pattern, whatever they have in common. */
export const MIN_FLAGGED = 5;
const MIN_LIFT = 1.5;
/** A pattern must be rarer than this by chance, over all conditions that were looked at. */
const MAX_CHANCE = 0.05;

/**
 * Finds what sets the flagged leads of a rule apart: of all values of these fields, and all pairs of them, the one that is
 * least likely by chance. A second condition must be worth as much as looking for it costs. Undefined: there is no pattern.
 */
export function findPattern(
  flagged: readonly Features[],
  others: readonly Features[],
  fields: readonly string[],
): Pattern | undefined {
  if (flagged.length < MIN_FLAGGED || others.length === 0) return undefined;
  const wanted = flagged.map((features) => conditionsOf(features, fields));
  const rest = others.map((features) => conditionsOf(features, fields));
  const frequent = countFrequent([...wanted, ...rest]);
  const tried = frequent.length + (frequent.length * (frequent.length - 1)) / 2;
  const measure = (conditions: readonly FieldValue[]) => measurePattern(conditions, wanted, rest);
  const singles = frequent.map((one) => measure([one]));
  const pairs = frequent.flatMap((one, at) =>
    frequent
      .slice(at + 1)
      .filter(({ field }) => field !== one.field)
      .map((other) => measure([one, other])),
  );
  const single = pickBest(singles, tried);
  const pair = pickBest(pairs, tried);
  return single && !(pair && pair.chance * tried < single.chance) ? single : pair;
}

/** Returns how conditions do on the leads of a rule. */
function measurePattern(
  conditions: readonly FieldValue[],
  wanted: readonly ReadonlySet<string>[],
  rest: readonly ReadonlySet<string>[],
): Pattern {
  const keys = conditions.map(keyOf);
  const count = (leads: readonly ReadonlySet<string>[]) =>
    leads.filter((lead) => keys.every((key) => lead.has(key))).length;
  const counts = {
    flagged: count(wanted),
    ofFlagged: wanted.length,
    others: count(rest),
    ofOthers: rest.length,
  };
  const share = (counts.flagged + counts.others) / (wanted.length + rest.length);
  const lift = share === 0 ? 0 : counts.flagged / wanted.length / share;
  return { conditions, ...counts, lift, chance: chanceOf(counts) };
}

function pickBest(patterns: readonly Pattern[], tried: number): Pattern | undefined {
  return patterns
    .filter(({ flagged, lift, chance }) => flagged >= MIN_FLAGGED && lift >= MIN_LIFT && chance * tried <= MAX_CHANCE)
    .toSorted((a, b) => a.chance - b.chance)[0];
}

/** Returns the conditions that enough leads of the rule match, in the order of their names. */
function countFrequent(leads: readonly ReadonlySet<string>[]): readonly FieldValue[] {
  const counts = new Map<string, number>();
  for (const key of leads.flatMap((lead) => [...lead])) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= MIN_FLAGGED)
    .map(([key]) => key)
    .toSorted()
    .map((key) => JSON.parse(key) as [string, string])
    .map(([field, value]) => ({ field, value }));
}

function conditionsOf(features: Features, fields: readonly string[]): ReadonlySet<string> {
  return new Set(
    fields.flatMap((field) =>
      [ownValue(features, field) ?? []]
        .flat()
        .filter((value) => typeof value === 'string')
        .map((value) => keyOf({ field, value })),
    ),
  );
}

function keyOf({ field, value }: FieldValue): string {
  return JSON.stringify([field, value]);
}
