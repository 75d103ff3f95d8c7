import { regionOf } from '../enrichment/region.ts';
import { isWithinRange, type NumberRange } from '../number-range.ts';
import { type TerritoryMatch, type TerritoryRow, WORD_COLUMN_NAMES } from './territory.ts';

/** Whether every lead that matches `inner` also matches `outer`. */
export function isSubsetOf(inner: TerritoryMatch, outer: TerritoryMatch): boolean {
  const within = addImpliedPlaces(inner);
  const words = WORD_COLUMN_NAMES.every((column) => isWordSubset(within[column], outer[column]));
  const postal =
    !outer.postal || (inner.postal?.every((code) => outer.postal?.some((start) => code.startsWith(start))) ?? false);
  const heads = !outer.employees || (inner.employees !== undefined && isWithinRange(inner.employees, outer.employees));
  return words && postal && heads;
}

/** Returns the intersection of two matches; undefined when no lead can match both. */
export function intersectMatches(a: TerritoryMatch, b: TerritoryMatch): TerritoryMatch | undefined {
  const [x, y] = [addImpliedPlaces(a), addImpliedPlaces(b)];
  const both: Record<string, unknown> = {};
  for (const column of WORD_COLUMN_NAMES) {
    const shared = intersectWords(x[column], y[column]);
    if (shared === 'none') return undefined;
    if (shared) both[column] = shared;
  }
  const postal = intersectPostalCodes(a.postal, b.postal);
  const employees = intersectRanges(a.employees, b.employees);
  if (postal === 'none' || employees === 'none') return undefined;
  return { ...both, ...(postal && { postal }), ...(employees && { employees }) };
}

/** Returns the time in which both rows are in force; undefined when there is none. */
export function intersectPeriods(
  a: Pick<TerritoryRow, 'from' | 'until'>,
  b: Pick<TerritoryRow, 'from' | 'until'>,
): { readonly from?: string } | undefined {
  const from = [a.from, b.from]
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
  const until = [a.until, b.until].filter((one) => one !== undefined).sort()[0];
  if (from !== undefined && until !== undefined && from >= until) return undefined;
  return from === undefined ? {} : { from };
}

/** Adds the country of a state and the region of a country where the row does not name them. */
function addImpliedPlaces(match: TerritoryMatch): TerritoryMatch {
  const country = match.country ?? match.state?.map((state) => state.slice(0, 2));
  const regions = country?.map(regionOf);
  const known = regions?.every((region) => region !== undefined) ? [...new Set(regions)] : undefined;
  return { ...match, ...(country && { country }), ...(!match.region && known && { region: known as string[] }) };
}

function isWordSubset(inner: readonly string[] | undefined, outer: readonly string[] | undefined): boolean {
  return !outer || (inner?.every((word) => outer.includes(word)) ?? false);
}

function intersectWords(a: readonly string[] | undefined, b: readonly string[] | undefined) {
  if (!a || !b) return a ?? b;
  const both = a.filter((word) => b.includes(word));
  return both.length === 0 ? 'none' : both;
}

function intersectPostalCodes(a: readonly string[] | undefined, b: readonly string[] | undefined) {
  if (!a || !b) return a ?? b;
  const both = [
    ...a.filter((one) => b.some((two) => one.startsWith(two))),
    ...b.filter((two) => a.some((one) => two.startsWith(one))),
  ];
  return both.length === 0 ? 'none' : [...new Set(both)];
}

function intersectRanges(a: NumberRange | undefined, b: NumberRange | undefined): NumberRange | undefined | 'none' {
  if (!a || !b) return a ?? b;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to ?? Number.POSITIVE_INFINITY, b.to ?? Number.POSITIVE_INFINITY);
  if (from > to) return 'none';
  return Number.isFinite(to) ? { from, to } : { from };
}
