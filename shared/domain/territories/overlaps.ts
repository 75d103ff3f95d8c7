import { earliest, type Instant } from '../instant.ts';
import { formatRange } from '../number-range.ts';
import { intersectMatches, intersectPeriods, isSubsetOf } from './specificity.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES } from './territory.ts';

/** Two rows that match the same lead, neither of them more specific than the other. */
export interface TerritoryOverlap {
  readonly rows: readonly [TerritoryRow, TerritoryRow];
  /** A lead that both match: `{ country: 'DE', employees: '100-199' }`. */
  readonly exampleLead: Readonly<Record<string, string>>;
  /** Since when both are in force. Absent: no start. */
  readonly from?: string;
}

/**
 * Returns every ambiguous pair of rows: both match a lead, neither is more specific, and no third row that is more
 * specific than both decides. Rows with the same territory, owner and team may overlap, because the result is the same.
 */
export function findOverlaps(rows: readonly TerritoryRow[]): readonly TerritoryOverlap[] {
  return rows.flatMap((a, index) => rows.slice(index + 1).flatMap((b) => findOverlap(a, b, rows) ?? []));
}

function findOverlap(a: TerritoryRow, b: TerritoryRow, rows: readonly TerritoryRow[]): TerritoryOverlap | undefined {
  if (a.territory === b.territory && a.owner === b.owner && a.team === b.team) return undefined;
  const time = intersectPeriods(a, b);
  const shared = time && intersectMatches(a.match, b.match);
  if (!shared) return undefined;
  if (isSubsetOf(a.match, b.match) !== isSubsetOf(b.match, a.match)) return undefined;
  const deciding = rows.filter((row) => row !== a && row !== b && isMoreSpecificThanBoth(row, a, b));
  const open = splitByCountry(shared).find((part) => !deciding.some((row) => isSubsetOf(part, row.match)));
  return open && { rows: [a, b], exampleLead: exampleLeadOf(open), ...time };
}

/** Whether a row is more specific than two others for as long as both are in force. */
function isMoreSpecificThanBoth(row: TerritoryRow, a: TerritoryRow, b: TerritoryRow): boolean {
  const from = latest(a.from, b.from);
  const until = earliest(...[a.until, b.until].filter((one) => one !== undefined));
  const lasts =
    (row.from === undefined || (from !== undefined && row.from <= from)) &&
    (row.until === undefined || (until !== undefined && row.until >= until));
  const narrower = (other: TerritoryRow) => isSubsetOf(row.match, other.match) && !isSubsetOf(other.match, row.match);
  return lasts && narrower(a) && narrower(b);
}

/** Splits a match by country, because a different row may decide each country. */
function splitByCountry(match: TerritoryMatch): readonly TerritoryMatch[] {
  return match.country?.map((one) => ({ ...match, country: [one] })) ?? [match];
}

function latest(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
}

function exampleLeadOf(match: TerritoryMatch): TerritoryOverlap['exampleLead'] {
  const words = WORD_COLUMN_NAMES.flatMap((column): [string, string][] => {
    const first = match[column]?.[0];
    return first === undefined ? [] : [[column, first]];
  });
  return {
    ...Object.fromEntries(words),
    ...(match.postal?.[0] !== undefined && { postal: match.postal[0] }),
    ...(match.employees && { employees: formatRange(match.employees) }),
  };
}
