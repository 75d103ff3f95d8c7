/** The first field in which two values differ, with both values. */
export interface Difference {
  /** The way to it, `leads.0.chosen`; empty when the values themselves differ. */
  readonly field: string;
  readonly decided: unknown;
  readonly replayed: unknown;
}

/** Returns the first difference of two values as JSON sees them: a field that is undefined is absent. */
export function findFirstDifference(decided: unknown, replayed: unknown, field = ''): Difference | undefined {
  if (!isComposite(decided) || !isComposite(replayed) || Array.isArray(decided) !== Array.isArray(replayed))
    return Object.is(decided, replayed) ? undefined : { field, decided, replayed };
  for (const key of new Set([...Object.keys(decided), ...Object.keys(replayed)])) {
    const path = field === '' ? key : `${field}.${key}`;
    const found = findFirstDifference(decided[key], replayed[key], path);
    if (found) return found;
  }
  return undefined;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
