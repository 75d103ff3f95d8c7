import type { UnknownValue } from '../enrichment/fact.ts';
import { HIDDEN_VALUE, mustBeHidden, redactValue } from '../enrichment/personal-text.ts';
import { isSpoiled } from '../enrichment/submitted-facts.ts';
import type { Features, FeatureValue } from '../features.ts';
import { formatRange, parseBucket } from '../number-range.ts';
import { ownValue } from '../own-value.ts';
import type { FieldDefinition, Plan } from './plan.ts';

/** Values of the plan's custom fields after its aliases are applied. */
export interface PlanFieldValues {
  readonly features: Features;
  /** Values that a field cannot have. The field stays unknown until somebody adds an alias for the value. */
  readonly unknownValues: readonly UnknownValue[];
}

/**
 * Reads the submitted values of the plan's custom fields: ignores case and surrounding spaces, applies aliases and
 * normalises ranges (`1,000+` → `1000+`). Omits blank values and fields that the plan does not define. Of a text that
 * may identify a person only that something was said is kept.
 */
export function normaliseFields(fields: Plan['fields'], raw: Readonly<Record<string, string>>): PlanFieldValues {
  const features: Record<string, FeatureValue> = {};
  const unknownValues: UnknownValue[] = [];
  for (const [field, definition] of Object.entries(fields)) {
    const text = Object.hasOwn(raw, field) ? (raw[field]?.trim() ?? '') : '';
    if (text === '') continue;
    const value = readValue(definition, text);
    if (value !== undefined) features[field] = value;
    if (value === undefined || value === HIDDEN_VALUE) unknownValues.push({ field, ...toUnknownValue(text) });
  }
  return { features, unknownValues };
}

/**
 * Returns the values of the plan's custom fields for a lead. The submitted value comes first. A range or industry that
 * the plan cannot read as submitted falls back to its enriched value (`plus de 1000` is `1001+`, `Logiciels` is
 * `software`).
 */
export function planFieldsOf(
  fields: Plan['fields'],
  submittedFacts: Readonly<Record<string, string>>,
  enriched: Features,
): PlanFieldValues {
  const spoiled = Object.entries(submittedFacts).filter(([name, value]) => isSpoiled(name, value));
  const intact = Object.entries(submittedFacts).filter(([name, value]) => !isSpoiled(name, value));
  const submitted = normaliseFields(fields, Object.fromEntries(intact));
  const translated = Object.entries(fields).filter(
    ([name, { type }]) => (type === 'range' || name === 'industry') && !Object.hasOwn(submitted.features, name),
  );
  const texts = Object.fromEntries(Object.entries(enriched).map(([name, value]) => [name, String(value)]));
  const { features } = normaliseFields(Object.fromEntries(translated), texts);
  return {
    features: { ...features, ...submitted.features },
    unknownValues: [
      ...submitted.unknownValues,
      ...spoiled.filter(([field]) => Object.hasOwn(fields, field)).map(([field, value]) => ({ field, value })),
    ].filter(({ field }) => !Object.hasOwn(features, field) || ownValue(features, field) === HIDDEN_VALUE),
  };
}

function readValue(definition: FieldDefinition, given: string): FeatureValue | undefined {
  const alias = Object.entries(definition.alias).find(([word]) => isSame(word, given))?.[1];
  if (definition.type === 'text') return alias ?? (mustBeHidden(given) ? HIDDEN_VALUE : given);
  const said = alias ?? given;
  if (definition.type === 'pick') return definition.values.find((value) => isSame(value, said));
  const range = parseBucket(said);
  if (range === undefined) return undefined;
  return range.from === range.to ? range.from : formatRange(range);
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function toUnknownValue(given: string): { readonly value?: string } {
  const value = redactValue(given);
  return value === undefined ? {} : { value };
}
