import { ownValue } from '../own-value.ts';
import type { Counters } from './counters.ts';
import type { CountingFacts } from './facts.ts';

/** The fields enrichment is expected to fill, besides the plan's own fields. */
const EXPECTED_FIELDS = ['country', 'region', 'language', 'seniority', 'department'] as const;

/** The enrichment coverage of a lead, as of one version of it: the names of the counters it adds one to. */
export interface Coverage {
  readonly version: number;
  readonly names: readonly string[];
}

/** Returns what corrects a lead's coverage from what has been counted to what is known now. */
export function correctCoverage(counted: Coverage | undefined, known: Coverage): Counters {
  const before = counted?.names ?? [];
  return {
    ...Object.fromEntries(known.names.filter((name) => !before.includes(name)).map((name) => [name, 1])),
    ...Object.fromEntries(before.filter((name) => !known.names.includes(name)).map((name) => [name, -1])),
  };
}

/**
 * Returns the coverage of a lead: which of the fields that this plan version wants it has, which of them are guesses,
 * and whether its account is known.
 */
export function coverageOf({ lead, plans }: CountingFacts, plan: number | undefined): Coverage {
  const own = plan === undefined ? undefined : plans.get(plan)?.fields;
  const wanted = [...new Set([...EXPECTED_FIELDS, ...Object.keys(own ?? {})])].sort();
  const { version, features, guessedFields: guessed, account } = lead;
  const names = [
    'enriched',
    ...wanted.map((field) => `wanted:${field}`),
    ...wanted.filter((field) => ownValue(features, field) !== undefined).map((field) => `covered:${field}`),
    ...wanted.filter((field) => guessed.includes(field)).map((field) => `guessed:${field}`),
    ...(account?.isCertain ? ['accountMatched'] : []),
  ];
  return { version, names };
}
