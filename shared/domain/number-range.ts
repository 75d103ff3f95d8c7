/** Whole numbers from `from` to `to`, both included. Without `to`, the range is open-ended. */
export interface NumberRange {
  readonly from: number;
  readonly to?: number;
}

/** The lower end of a range that has none. Unlike minus infinity it survives JSON. */
const NO_LOWER_END = Number.MIN_SAFE_INTEGER;

/**
 * Reads `100-999`, `1000+`, `250`, `>= 30`, `> 30`, `<= 30` or `< 30`, also with an en dash or thousands commas
 * (`1,001–5,000`). Returns undefined when the text is not a range or its ends are reversed.
 */
export function parseRange(text: string): NumberRange | undefined {
  const tidy = text
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/[–—]/g, '-')
    .trim();
  const between = /^(\d{1,12})\s*-\s*(\d{1,12})$/.exec(tidy);
  if (between) {
    const [from, to] = [Number(between[1]), Number(between[2])];
    return from <= to ? { from, to } : undefined;
  }
  const compared = /^(>=|>|<=|<|)\s*(-?\d{1,12})(\+?)$/.exec(tidy);
  if (!compared) return undefined;
  const [, sign, digits, plus] = compared;
  const bound = Number(digits);
  if (plus === '+') return sign === '' ? { from: bound } : undefined;
  if (sign === '>=') return { from: bound };
  if (sign === '>') return { from: bound + 1 };
  if (sign === '<=') return { from: NO_LOWER_END, to: bound };
  if (sign === '<') return { from: NO_LOWER_END, to: bound - 1 };
  return { from: bound, to: bound };
}

/**
 * Reads a range as a value of a lead. A range without a lower end, such as `< 50`, is not a bucket: the `1-99` of a
 * plan would not contain it.
 */
export function parseBucket(text: string): NumberRange | undefined {
  const range = parseRange(text);
  return range !== undefined && range.from > NO_LOWER_END ? range : undefined;
}

/** Whether `inner` lies entirely within `outer`. */
export function isWithinRange(inner: NumberRange, outer: NumberRange): boolean {
  if (inner.from < outer.from) return false;
  return outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to);
}

/** Writes a bucket in the form in which Baton stores it: `250`, `100-999`, `1000+`. */
export function formatRange({ from, to }: NumberRange): string {
  if (to === undefined) return `${from}+`;
  return from === to ? `${from}` : `${from}-${to}`;
}
