import type { Provenance } from '../enrichment/fact.ts';
import { INDUSTRY_WORDS } from '../enrichment/industry-words.ts';
import type { Features, FeatureValue } from '../features.ts';
import { ownValue } from '../own-value.ts';
import { isBuiltInField } from './compile/known-fields.ts';
import type { Plan } from './plan.ts';

/**
 * Returns the features under names that the plan does not declare. No rule can read a text that somebody typed under
 * such a name, so it stays with the person: it may say anything.
 */
export function undeclaredFeaturesOf(
  fields: Plan['fields'],
  { features, provenance }: { readonly features: Features; readonly provenance: Readonly<Record<string, Provenance>> },
): Features {
  return Object.fromEntries(
    Object.entries(features).filter(
      ([field, value]) =>
        !Object.hasOwn(fields, field) && (ownValue(provenance, field) !== 'form' || isReadByBaton(field, value)),
    ),
  );
}

/** Whether Baton reads the field, and so writes its values itself or offers them to every rule. */
function isReadByBaton(field: string, value: FeatureValue): boolean {
  if (field === 'industry') return typeof value === 'string' && Object.hasOwn(INDUSTRY_WORDS, value);
  return field === 'employees' || isBuiltInField(field);
}
