import type { Features, FeatureValue } from '../features.ts';
import type { Instant } from '../instant.ts';
import { bucketOf, isInside } from '../number-range.ts';
import { isNarrower } from './specificity.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES, WORD_COLUMNS } from './territory.ts';

/** The facts that determine a lead's territory. */
export interface Whereabouts {
  readonly features: Features;
  /** As submitted. Personal data: stored only with the person. */
  readonly postalCode?: string;
}

/**
 * Returns the most specific matching row in force at `now`. If two match and neither is more specific (imports reject
 * such tables), returns the one with the finer place, then the first one in the table. Undefined when none matches.
 */
export function territoryOf(
  rows: readonly TerritoryRow[],
  whereabouts: Whereabouts,
  now: Instant,
): TerritoryRow | undefined {
  const fitting = rows.filter((row) => isInForce(row, now) && fits(row.match, whereabouts));
  const [first, ...others] = fitting.toSorted((a, b) => fineness(b.match) - fineness(a.match));
  return (
    first &&
    others.reduce(
      (best, row) => (isNarrower(row.match, best.match) && !isNarrower(best.match, row.match) ? row : best),
      first,
    )
  );
}

function isInForce({ from, until }: TerritoryRow, now: Instant): boolean {
  return (from === undefined || from <= now) && (until === undefined || now < until);
}

function fits(match: TerritoryMatch, { features, postalCode }: Whereabouts): boolean {
  const words = WORD_COLUMN_NAMES.every((column) => {
    const wanted = match[column];
    return (
      !wanted ||
      textsOf(features[WORD_COLUMNS[column]]).some((text) => wanted.some((one) => one.toLowerCase() === text))
    );
  });
  return words && fitsPostal(match, postalCode) && fitsHeads(match, features.employees);
}

function fitsPostal({ postal }: TerritoryMatch, said: string | undefined): boolean {
  if (!postal) return true;
  const code = foldedPostalCode(said ?? '');
  return postal.some((start) => code.startsWith(start));
}

function fitsHeads({ employees }: TerritoryMatch, value: FeatureValue | undefined): boolean {
  if (!employees) return true;
  const bucket = value === undefined ? undefined : bucketOf(String(value));
  return bucket !== undefined && isInside(bucket, employees);
}

/** Normalises a postal code for comparison: `sw1a 1aa` to `SW1A1AA`, `D-80331` to `80331`. */
export function foldedPostalCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/^[A-Z]{1,2}-(?=\d)/, '')
    .replace(/[^A-Z0-9]/g, '');
}

/** Ranks how fine the place of a row is: a longer postal code beats a shorter one, then state, country, region. */
function fineness({ postal, state, country, region }: TerritoryMatch): number {
  if (postal) return 10 + Math.max(...postal.map(({ length }) => length));
  if (state) return 3;
  if (country) return 2;
  return region ? 1 : 0;
}

function textsOf(value: FeatureValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return (typeof value === 'object' ? value : [String(value)]).map((text) => text.toLowerCase());
}
