/** Whole numbers from `from` to `to`, both included; `to` absent means open-ended. */
export interface NumberRange {
  readonly from: number;
  readonly to?: number;
}

/** Stands for "however small" in a range without a lower end; unlike minus infinity it survives JSON. */
const SMALLEST = Number.MIN_SAFE_INTEGER;

/**
 * Reads `100-999`, `1000+`, `250`, `>= 30`, `> 30`, `<= 30` or `< 30`, also with an en dash or thousands commas
 * (`1,001–5,000`); undefined when the text is no range or its ends are the wrong way round.
 */
export function rangeOf(text: string): NumberRange | undefined {
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
  if (sign === '<=') return { from: SMALLEST, to: bound };
  if (sign === '<') return { from: SMALLEST, to: bound - 1 };
  return { from: bound, to: bound };
}

/**
 * Reads the same of what a lead holds, where `< 50` says too little to be a bucket: a plan's `1-99` would not hold it.
 */
export function bucketOf(text: string): NumberRange | undefined {
  const range = rangeOf(text);
  return range !== undefined && range.from > SMALLEST ? range : undefined;
}

/** Whether `inner` lies wholly inside `outer`. */
export function isInside(inner: NumberRange, outer: NumberRange): boolean {
  if (inner.from < outer.from) return false;
  return outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to);
}

/** Writes a bucket in the one way Baton stores it: `250`, `100-999`, `1000+`. */
export function rangeText({ from, to }: NumberRange): string {
  if (to === undefined) return `${from}+`;
  return from === to ? `${from}` : `${from}-${to}`;
}
