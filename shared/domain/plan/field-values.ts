import type { UnknownValue } from '../enrichment/fact.ts';
import { isShortEnough, looksPersonal, shownValue } from '../enrichment/personal-text.ts';
import type { Features, FeatureValue } from '../features.ts';
import { bucketOf, rangeText } from '../number-range.ts';
import type { FieldDefinition, Plan } from './plan.ts';

/** What the plan's own fields hold after its aliases are applied. */
export interface FieldValues {
  readonly features: Features;
  /** Values that a field cannot have; for people to map, as the field stays unknown until they do. */
  readonly unknownValues: readonly UnknownValue[];
}

/**
 * Reads the values a sender gave for the plan's own fields: outer spaces and case do not count, aliases are replaced,
 * ranges written one way (`1,000+` → `1000+`). Fields that the plan does not define, and blank values, are left out;
 * a text that may tell who somebody is counts as unknown.
 */
export function normaliseFields(fields: Plan['fields'], raw: Readonly<Record<string, string>>): FieldValues {
  const features: Record<string, FeatureValue> = {};
  const unknownValues: UnknownValue[] = [];
  for (const [field, definition] of Object.entries(fields)) {
    const given = Object.hasOwn(raw, field) ? (raw[field]?.trim() ?? '') : '';
    if (given === '') continue;
    const value = knownValue(definition, given);
    if (value !== undefined) features[field] = value;
    else unknownValues.push({ field, ...shown(given) });
  }
  return { features, unknownValues };
}

/**
 * The plan's own fields of a lead. Its own words go first; a range and an industry that it cannot read as they were said count in
 * the words that `found` has for them (`plus de 1000` is `1001+`, `Logiciels` is `software`).
 */
export function planFields(
  fields: Plan['fields'],
  given: Readonly<Record<string, string>>,
  found: Features,
): FieldValues {
  const said = normaliseFields(fields, given);
  const translated = Object.entries(fields).filter(
    ([name, { type }]) => (type === 'range' || name === 'industry') && !Object.hasOwn(said.features, name),
  );
  const texts = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value)]));
  const { features } = normaliseFields(Object.fromEntries(translated), texts);
  return {
    features: { ...features, ...said.features },
    unknownValues: said.unknownValues.filter(({ field }) => !Object.hasOwn(features, field)),
  };
}

function knownValue(definition: FieldDefinition, given: string): FeatureValue | undefined {
  const alias = Object.entries(definition.alias).find(([word]) => isSame(word, given))?.[1];
  if (definition.type === 'text') return alias ?? (isShortEnough(given) && !looksPersonal(given) ? given : undefined);
  const said = alias ?? given;
  if (definition.type === 'pick') return definition.values.find((value) => isSame(value, said));
  const range = bucketOf(said);
  if (range === undefined) return undefined;
  return range.from === range.to ? range.from : rangeText(range);
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function shown(given: string): { readonly value?: string } {
  const value = shownValue(given);
  return value === undefined ? {} : { value };
}
