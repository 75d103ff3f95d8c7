import type { ImportChanges } from './changes.ts';
import type { SheetProblem } from './sheet.ts';

/** A prepared import, the same for every kind of file. */
export interface PreparedImport {
  readonly rows: readonly ImportRow[];
  readonly unchanged: number;
  /** The effects on open leads, in sentences. */
  readonly effects: readonly string[];
  /** Applies the changes. Idempotent; a second run completes an interrupted one. */
  readonly apply: (say: (line: string) => void) => Promise<void>;
}

/** One line of the preview. */
export interface ImportRow {
  readonly sign: '+' | '~' | '-';
  readonly id: string;
  readonly what: string;
}

/** A file that cannot be imported as it is. */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefused';

  constructor(file: string, problems: readonly SheetProblem[]) {
    const lines = problems.map(
      ({ line, column, message }) => `  line ${line}${column === undefined ? '' : `, ${column}`}: ${message}`,
    );
    super(
      `${file} was not imported: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n${lines.join('\n')}`,
    );
  }
}

/** Returns the lines of a preview. */
export function changesToRows<Item extends { readonly id: string }>(
  changes: ImportChanges<Item>,
  nameOf: (item: Item) => string,
): readonly ImportRow[] {
  return [
    ...changes.added.map((item) => ({ sign: '+' as const, id: item.id, what: nameOf(item) })),
    ...changes.changed.map(({ after, fields }) => ({ sign: '~' as const, id: after.id, what: fields.join(', ') })),
    ...changes.removed.map((item) => ({ sign: '-' as const, id: item.id, what: nameOf(item) })),
  ];
}

/** Runs an action for each item, a limited number at a time. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
  concurrency = 16,
): Promise<void> {
  for (let start = 0; start < items.length; start += concurrency)
    await Promise.all(items.slice(start, start + concurrency).map(act));
}

/** Says which lines of a file were taken for a report's footer. */
export function describeFooter(lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`Left out, a report's footer: ${formatCount(lines.length, 'line')} from line ${lines[0]} on.`];
}

/** Formats a number with its noun: `1 lead`, `2 leads`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
