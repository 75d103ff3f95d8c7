import { formatRange } from '../number-range.ts';

/** One number in its various spellings: `1,000`, `1.000`, `1 000`, `1k`, `1.5k`, `2 tsd`. */
const NUMBER = String.raw`(\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?)\s*(k|tsd\.?|mille|mil|m|mio\.?)?`;

const BETWEEN = new RegExp(
  `^(?:between|from|von|zwischen|de|entre|desde)?\\s*${NUMBER}\\s*(?:-|to|bis|und|and|à|a|et|y|hasta)\\s*${NUMBER}$`,
);
const AT_LEAST = new RegExp(
  `^(?:(?:>=|≥|at least|from|ab|mindestens|min\\.?|minimum|au moins|a partir de|à partir de|al menos|desde)\\s*${NUMBER}|${NUMBER}\\s*(?:\\+|plus|and more|or more|and above|and over|oder mehr|und mehr|et plus|ou plus|y más|o más|-))$`,
);
const MORE_THAN = new RegExp(`^(?:>|more than|over|above|über|ueber|mehr als|plus de|más de|mas de)\\s*${NUMBER}$`);
const AT_MOST = new RegExp(
  `^(?:<=|≤|up to|at most|max\\.?|maximum|bis|bis zu|höchstens|jusqu'à|jusqu’à|hasta)\\s*${NUMBER}$`,
);
const LESS_THAN = new RegExp(
  `^(?:<|less than|fewer than|under|below|weniger als|unter|moins de|menos de)\\s*${NUMBER}$`,
);
const EXACTLY = new RegExp(`^(?:~|ca\\.?|about|approx\\.?|around|etwa|rund|environ|unos)?\\s*${NUMBER}$`);

/** Terms in forms for a company of one person. */
const ONE_PERSON =
  /^(?:just me|only me|me only|myself(?: only)?|self[- ]?employed|solo|freelancer?|sole (?:trader|proprietor)|selbst(?:st)?ändig|einzelunternehmer|indépendant|autónomo)$/;

/** Words after the number that only say what is counted. */
const COUNTED_NOUN =
  /\s*(?:employees?|staff|people|persons?|ftes?|headcount|users?|mitarbeitende|mitarbeiter(?:innen|\*innen|:innen)?|beschäftigte|personen|ma|salariés?|employés?|collaborateurs?|personnes|empleados|personas|trabajadores)\.?$/;

/** A label before the numbers of a bucket: `Enterprise (1000+)`, `Small: 1-50`. */
const LABELLED = /^[^\d(:]*(?:\(([^)]*\d[^)]*)\)|:(.*\d.*))$/;

/** No company employs more people; larger numbers are phone numbers or typing errors. */
const MAX_HEAD_COUNT = 10_000_000;

/**
 * Reads a number of employees as a bucket: `100-999`, `1000+`, or `250` for an exact number. Accepts what forms and
 * people write: `1,000–5,000 employees`, `1k+`, `less than 10`, `über 500`, `50 à 100`. Undefined if it is not a number
 * of people.
 */
export function readHeadCount(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/[–—−‐‑]/g, '-')
    .trim();
  const [, bracketed, afterColon] = LABELLED.exec(plain) ?? [];
  const said = (bracketed ?? afterColon ?? plain)
    .replace(/!+$/, '')
    .replace(/\s*\(.*\)$/, '')
    .trim()
    .replace(COUNTED_NOUN, '')
    .trim();
  if (ONE_PERSON.test(said)) return formatRange({ from: 1, to: 1 });
  const bounds = parseBounds(said);
  if (bounds === undefined) return undefined;
  const { from = 1, to } = bounds;
  const isValid =
    Number.isInteger(from) &&
    from >= 0 &&
    from <= MAX_HEAD_COUNT &&
    (to === undefined || (to >= from && to <= MAX_HEAD_COUNT));
  return isValid ? formatRange(to === undefined ? { from } : { from, to }) : undefined;
}

function parseBounds(said: string): { readonly from?: number; readonly to?: number } | undefined {
  const between = parseNumbers(BETWEEN, said);
  if (between) return { from: between[0], to: between[1] };
  const atLeast = parseNumbers(AT_LEAST, said);
  if (atLeast) return { from: atLeast[0] };
  const moreThan = parseNumbers(MORE_THAN, said);
  if (moreThan) return { from: (moreThan[0] ?? 0) + 1 };
  const atMost = parseNumbers(AT_MOST, said);
  if (atMost) return { to: atMost[0] };
  const lessThan = parseNumbers(LESS_THAN, said);
  if (lessThan) return { to: (lessThan[0] ?? 0) - 1 };
  const exactly = parseNumbers(EXACTLY, said);
  return exactly && { from: exactly[0], to: exactly[0] };
}

/**
 * Returns the numbers a pattern found, in order. A unit after the second number applies to both if the first is
 * smaller: `1-5k`, not `500-1k`.
 */
function parseNumbers(pattern: RegExp, said: string): readonly number[] | undefined {
  const groups = pattern.exec(said)?.slice(1);
  if (groups === undefined) return undefined;
  const written = [0, 2].flatMap((at) => {
    const digits = groups[at];
    return digits === undefined ? [] : [{ amount: parseAmount(digits), unit: groups[at + 1] }];
  });
  const [first, second] = written;
  const shared = first && second && first.unit === undefined && first.amount < second.amount ? second.unit : undefined;
  return written.map(({ amount, unit }) => amount * unitFactorOf(unit ?? shared));
}

function parseAmount(digits: string): number {
  const grouped = /^\d{1,3}(?:[.,'’ ]\d{3})+$/.test(digits);
  return Number(grouped ? digits.replace(/\D/g, '') : digits.replace(',', '.'));
}

function unitFactorOf(unit: string | undefined): number {
  if (unit === undefined) return 1;
  return unit.startsWith('mio') || unit === 'm' ? 1_000_000 : 1000;
}
