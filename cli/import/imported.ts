import type { Changes } from './changes.ts';
import type { SheetProblem } from './sheet.ts';

/** What an import found before anything is done, the same for every kind of file. */
export interface Imported {
  readonly rows: readonly ImportRow[];
  readonly unchanged: number;
  /** What it means for leads that are open now, in sentences. */
  readonly meaning: readonly string[];
  /** Does it. Doing it twice is doing it once, and what was left undone is done the next time. */
  readonly apply: (say: (line: string) => void) => Promise<void>;
}

/** One line of the preview. */
export interface ImportRow {
  readonly sign: '+' | '~' | '-';
  readonly id: string;
  readonly what: string;
}

/** A file that cannot be imported as it is. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';

  constructor(file: string, problems: readonly SheetProblem[]) {
    const lines = problems.map(
      ({ line, column, message }) => `  line ${line}${column === undefined ? '' : `, ${column}`}: ${message}`,
    );
    super(
      `${file} is not imported: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n${lines.join('\n')}`,
    );
  }
}

/** The lines of a preview. */
export function importRows<Item extends { readonly id: string }>(
  changes: Changes<Item>,
  nameOf: (item: Item) => string,
): readonly ImportRow[] {
  return [
    ...changes.added.map((item) => ({ sign: '+' as const, id: item.id, what: nameOf(item) })),
    ...changes.changed.map(({ after, fields }) => ({ sign: '~' as const, id: after.id, what: fields.join(', ') })),
    ...changes.removed.map((item) => ({ sign: '-' as const, id: item.id, what: nameOf(item) })),
  ];
}

/** Does something for each item, so many at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
  atOnce = 16,
): Promise<void> {
  for (let start = 0; start < items.length; start += atOnce)
    await Promise.all(items.slice(start, start + atOnce).map(act));
}

/** A number and the noun it counts, `1 lead`, `2 leads`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
