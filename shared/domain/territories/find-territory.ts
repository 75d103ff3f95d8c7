import type { Features, FeatureValue } from '../features.ts';
import type { Instant } from '../instant.ts';
import { isWithinRange, parseBucket } from '../number-range.ts';
import { ownValue } from '../own-value.ts';
import { isSubsetOf } from './specificity.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES, WORD_COLUMNS } from './territory.ts';

/** The facts that determine a lead's territory. */
export interface TerritoryInput {
  readonly features: Features;
  /** As submitted. Personal data: stored only with the person. */
  readonly postalCode?: string;
}

/**
 * Returns the most specific matching row in force at `now`. If two match and neither is more specific (imports reject
 * such tables), returns the one with the finer place, then the first one in the table. Undefined when none matches.
 */
export function findTerritory(
  rows: readonly TerritoryRow[],
  whereabouts: TerritoryInput,
  now: Instant,
): TerritoryRow | undefined {
  const fitting = rows.filter((row) => isInForce(row, now) && matchesRow(row.match, whereabouts));
  const [first, ...others] = fitting.toSorted((a, b) => placeRank(b.match) - placeRank(a.match));
  return (
    first &&
    others.reduce(
      (best, row) => (isSubsetOf(row.match, best.match) && !isSubsetOf(best.match, row.match) ? row : best),
      first,
    )
  );
}

function isInForce({ from, until }: TerritoryRow, now: Instant): boolean {
  return (from === undefined || from <= now) && (until === undefined || now < until);
}

function matchesRow(match: TerritoryMatch, { features, postalCode }: TerritoryInput): boolean {
  const words = WORD_COLUMN_NAMES.every((column) => {
    const wanted = match[column];
    return (
      !wanted ||
      textsOf(ownValue(features, WORD_COLUMNS[column])).some((text) => wanted.some((one) => one.toLowerCase() === text))
    );
  });
  return words && matchesPostalCode(match, postalCode) && matchesEmployees(match, features.employees);
}

function matchesPostalCode({ postal }: TerritoryMatch, said: string | undefined): boolean {
  if (!postal) return true;
  const code = normalisePostalCode(said ?? '');
  return postal.some((start) => code.startsWith(start));
}

function matchesEmployees({ employees }: TerritoryMatch, value: FeatureValue | undefined): boolean {
  if (!employees) return true;
  const bucket = value === undefined ? undefined : parseBucket(String(value));
  return bucket !== undefined && isWithinRange(bucket, employees);
}

/** Normalises a postal code for comparison: `sw1a 1aa` to `SW1A1AA`, `D-80331` to `80331`. */
export function normalisePostalCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/^[A-Z]{1,2}-(?=\d)/, '')
    .replace(/[^A-Z0-9]/g, '');
}

/** Ranks how fine the place of a row is: a longer postal code beats a shorter one, then state, country, region. */
function placeRank({ postal, state, country, region }: TerritoryMatch): number {
  if (postal) return 10 + Math.max(...postal.map(({ length }) => length));
  if (state) return 3;
  if (country) return 2;
  return region ? 1 : 0;
}

function textsOf(value: FeatureValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return (typeof value === 'object' ? value : [String(value)]).map((text) => text.toLowerCase());
}
