/** What people write between the digits of one number. */
const SEPARATOR = String.raw`[\s().,/_·•|\p{Pd}]`;

/** Digits with few separators between them, as many as belong together. */
const DIGIT_RUNS = new RegExp(String.raw`\+?\d(?:${SEPARATOR}{0,3}\d)*`, 'gu');

/** From here on, digits may be a phone number: more than a year or a postal code has. */
const MIN_PHONE_DIGITS = 8;

const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = String.raw`(?:19|20)\d\d`;
const DATE = `(?:${YEAR}[-/._]${MONTH}[-/._]${DAY}|${DAY}[-/._]${MONTH}[-/._]${YEAR}|${MONTH}[-/._]${DAY}[-/._]${YEAR})`;
const GAP = String.raw`\s?[,/_\p{Pd}\s]\s?`;
const HOUR = String.raw`(?:[\s,]{1,2}\d{1,2})?`;

/** Dates, one or from one to another, and the hour in which a time of day follows. */
const DATES = new RegExp(`^${DATE}${HOUR}(?:${GAP}${DATE}${HOUR})?$`, 'u');
/** `2019, 2020`, `2019–2024`; also with months, `05/2024 - 06/2025`. */
const YEARS = new RegExp(`^(?:${MONTH}[/.])?${YEAR}(?:${GAP}(?:${MONTH}[/.])?${YEAR})+$`, 'u');
/** A date without separators counts only beside letters, as in `spring_20270501`: alone it may be a number in Denmark. */
const COMPACT_DATE = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** A product code: capitals with a hyphen before at most eight digits, none of them a leading zero. */
const CODE_BEFORE = /(?<![\p{L}\d])\p{Lu}{1,6}[-_]$/u;
const CODE = /^[1-9]\d*(?:[-_]\d+)*$/;
const MAX_CODE_DIGITS = 8;
/** `NY 10001-1234`. */
const STATE_BEFORE = /(?<![\p{L}\d])[A-Z]{2}\s$/u;
const LONG_ZIP = /^\d{5}-\d{4}$/;

/** An amount with or without separators between thousands. */
const AMOUNT = String.raw`[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:\s\d{3})+|[1-9]\d*`;
const ONE_AMOUNT = new RegExp(`^(?:${AMOUNT})$`, 'u');
const AMOUNT_RANGE = new RegExp(String.raw`^(${AMOUNT})\s?\p{Pd}\s?(${AMOUNT})$`, 'u');
/** How a bucket of amounts ends: `1001-5000`, `1000-4999`. */
const BUCKET_END = /(?:00|99)$/;
const MAX_BUCKET_RATIO = 1000;
const MIN_LIST_LENGTH = 3;

/**
 * Whether a text may contain a phone number, in digits of any script and with any separators. Dates, years, amounts,
 * buckets of amounts and product codes are not taken for one. Errs on the side of caution.
 */
export function hasPhoneNumber(text: string): boolean {
  return phonesIn(text).length > 0;
}

/**
 * Whether a path may contain a phone number that says itself that it is one: with a `+` or a leading zero. Other numbers
 * in paths are mostly those of products and articles.
 */
export function hasDialledNumber(path: string): boolean {
  return path.split('/').some((segment) => phonesIn(segment).some((run) => /^[+0]/.test(run)));
}

function phonesIn(text: string): readonly string[] {
  const plain = toAsciiDigits(text.normalize('NFKC').replace(/\p{Cf}/gu, ''));
  return [...plain.matchAll(DIGIT_RUNS)]
    .filter(({ 0: run, index }) =>
      mayBePhone(run, { before: plain.slice(0, index), after: plain.slice(index + run.length) }),
    )
    .map(([run]) => run);
}

function mayBePhone(run: string, around: { readonly before: string; readonly after: string }): boolean {
  const digits = run.replace(/\D/g, '');
  if (digits.length < MIN_PHONE_DIGITS) return false;
  return !(
    DATES.test(run) ||
    YEARS.test(run) ||
    isCompactDate(run, around) ||
    isCode(run, digits.length, around.before) ||
    isRoundAmount(run, digits) ||
    isBucket(run) ||
    isList(run)
  );
}

function isCompactDate(run: string, { before, after }: { readonly before: string; readonly after: string }): boolean {
  return COMPACT_DATE.test(run) && (/\p{L}[-_]?$/u.test(before) || /^[-_]?\p{L}/u.test(after));
}

function isCode(run: string, digitCount: number, before: string): boolean {
  const isProduct = digitCount <= MAX_CODE_DIGITS && CODE.test(run) && CODE_BEFORE.test(before);
  return isProduct || (LONG_ZIP.test(run) && STATE_BEFORE.test(before));
}

/** `25,500,000`, `10.000.000`: an amount that long is never counted to the last one. Hotlines have points and blanks. */
function isRoundAmount(run: string, digits: string): boolean {
  return ONE_AMOUNT.test(run) && digits !== run && digits.endsWith(run.includes(',') ? '000' : '000000');
}

function isBucket(run: string): boolean {
  const [, from = '', to = ''] = AMOUNT_RANGE.exec(run) ?? [];
  const [low, high] = [amountOf(from), amountOf(to)];
  return low < high && high <= low * MAX_BUCKET_RATIO && high < 10 ** (MIN_PHONE_DIGITS - 1) && BUCKET_END.test(to);
}

/** `100, 200, 500, 1000`: amounts that grow. */
function isList(run: string): boolean {
  const items = run.split(/,\s/);
  const amounts = items.map((item) => (ONE_AMOUNT.test(item) ? amountOf(item) : Number.NaN));
  return items.length >= MIN_LIST_LENGTH && amounts.every((amount, at) => amount > (amounts[at - 1] ?? 0));
}

function amountOf(text: string): number {
  return Number(text.replace(/\D/g, ''));
}

/** Replaces decimal digits of every script. Each script has its ten digits in one row, from zero on. */
function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}
