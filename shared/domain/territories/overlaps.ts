import { earliest, type Instant } from '../instant.ts';
import { rangeText } from '../number-range.ts';
import { common, commonTime, isNarrower } from './specificity.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES } from './territory.ts';

/** Two rows that match the same lead, neither of them more specific than the other. */
export interface Overlap {
  readonly rows: readonly [TerritoryRow, TerritoryRow];
  /** A lead that both match: `{ country: 'DE', employees: '100-199' }`. */
  readonly witness: Readonly<Record<string, string>>;
  /** Since when both are in force. Absent: no start. */
  readonly from?: string;
}

/**
 * Returns every ambiguous pair of rows: both match a lead, neither is more specific, and no third row that is more
 * specific than both decides. Rows with the same territory, owner and team may overlap, because the result is the same.
 */
export function overlapsIn(rows: readonly TerritoryRow[]): readonly Overlap[] {
  return rows.flatMap((a, index) => rows.slice(index + 1).flatMap((b) => overlapOf(a, b, rows) ?? []));
}

function overlapOf(a: TerritoryRow, b: TerritoryRow, rows: readonly TerritoryRow[]): Overlap | undefined {
  if (a.territory === b.territory && a.owner === b.owner && a.team === b.team) return undefined;
  const time = commonTime(a, b);
  const shared = time && common(a.match, b.match);
  if (!shared) return undefined;
  if (isNarrower(a.match, b.match) !== isNarrower(b.match, a.match)) return undefined;
  const deciding = rows.filter((row) => row !== a && row !== b && decides(row, a, b));
  const open = eachCountry(shared).find((part) => !deciding.some((row) => isNarrower(part, row.match)));
  return open && { rows: [a, b], witness: witnessOf(open), ...time };
}

/** Whether a row is more specific than two others for as long as both are in force. */
function decides(row: TerritoryRow, a: TerritoryRow, b: TerritoryRow): boolean {
  const from = latest(a.from, b.from);
  const until = earliest(...[a.until, b.until].filter((one) => one !== undefined));
  const lasts =
    (row.from === undefined || (from !== undefined && row.from <= from)) &&
    (row.until === undefined || (until !== undefined && row.until >= until));
  const narrower = (other: TerritoryRow) => isNarrower(row.match, other.match) && !isNarrower(other.match, row.match);
  return lasts && narrower(a) && narrower(b);
}

/** Splits a match by country, because a different row may decide each country. */
function eachCountry(match: TerritoryMatch): readonly TerritoryMatch[] {
  return match.country?.map((one) => ({ ...match, country: [one] })) ?? [match];
}

function latest(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
}

function witnessOf(match: TerritoryMatch): Overlap['witness'] {
  const words = WORD_COLUMN_NAMES.flatMap((column): [string, string][] => {
    const first = match[column]?.[0];
    return first === undefined ? [] : [[column, first]];
  });
  return {
    ...Object.fromEntries(words),
    ...(match.postal?.[0] !== undefined && { postal: match.postal[0] }),
    ...(match.employees && { employees: rangeText(match.employees) }),
  };
}
