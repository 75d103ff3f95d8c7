import { rangeText } from '../plan/number-range.ts';
import { common, commonTime, isNarrower } from './narrower.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES } from './territory.ts';

/** Two rows that claim the same lead, neither of them narrower than the other. */
export interface Overlap {
  readonly rows: readonly [TerritoryRow, TerritoryRow];
  /** A lead that both claim: `{ country: 'DE', employees: '100-199' }`. */
  readonly witness: Readonly<Record<string, string>>;
  /** From when on both do; absent: since ever. */
  readonly from?: string;
}

/** Every pair of rows that leaves open whose a lead is. Rows of one territory with one owner may overlap: it makes no difference. */
export function overlapsIn(rows: readonly TerritoryRow[]): readonly Overlap[] {
  return rows.flatMap((a, index) => rows.slice(index + 1).flatMap((b) => overlapOf(a, b) ?? []));
}

function overlapOf(a: TerritoryRow, b: TerritoryRow): Overlap | undefined {
  if (a.territory === b.territory && a.owner === b.owner && a.team === b.team) return undefined;
  const time = commonTime(a, b);
  const shared = time && common(a.match, b.match);
  if (!shared) return undefined;
  if (isNarrower(a.match, b.match) !== isNarrower(b.match, a.match)) return undefined;
  return { rows: [a, b], witness: witnessOf(shared), ...time };
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
