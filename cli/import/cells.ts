import { ownValue } from '../../shared/domain/own-value.ts';
import type { SheetProblem, SheetRow } from './sheet.ts';

/** Reads the cells of one row and collects their problems. */
export class Cells {
  readonly #row: SheetRow;
  readonly #problems: SheetProblem[];

  constructor(row: SheetRow, problems: SheetProblem[]) {
    this.#row = row;
    this.#problems = problems;
  }

  get line(): number {
    return this.#row.line;
  }

  text(column: string): string | undefined {
    return ownValue(this.#row.cells, column);
  }

  /** Returns an id as the CRM or the plan uses it. */
  id(column: string): string | undefined {
    return this.parsed(column, (said) => (/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/.test(said) ? said : undefined), ID);
  }

  /** Returns the values of a multi-value cell, `DE | AT | CH`. */
  list(column: string): readonly string[] {
    const parts = (this.text(column) ?? '').split('|').map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ''))];
  }

  /** Returns the values of a multi-value cell, each parsed; undefined for an empty cell. */
  parsedList(
    column: string,
    read: (word: string) => string | undefined,
    expected: string,
  ): readonly string[] | undefined {
    const said = this.list(column);
    if (said.length === 0) return undefined;
    return [...new Set(said.flatMap((word) => read(word) ?? this.#reject(column, expected)))];
  }

  boolean(column: string): boolean | undefined {
    const said = this.text(column)?.toLowerCase();
    if (said === undefined) return undefined;
    if (['yes', 'true', '1', 'x', 'ja', 'oui'].includes(said)) return true;
    if (!['no', 'false', '0', 'nein', 'non'].includes(said)) this.#reject(column, 'yes or no');
    return false;
  }

  number(column: string): number | undefined {
    return this.parsed(column, (said) => (/^\d{1,6}$/.test(said) ? Number(said) : undefined), 'a whole number');
  }

  /** Returns a parsed cell; undefined when it is empty or invalid. An invalid cell is recorded as a problem. */
  parsed<Value>(column: string, read: (said: string) => Value | undefined, expected: string): Value | undefined {
    const said = this.text(column);
    if (said === undefined) return undefined;
    const value = read(said);
    if (value === undefined) this.#reject(column, expected);
    return value;
  }

  /** Returns the columns of a family such as `list:`, by the rest of their name. */
  family(prefix: string): Readonly<Record<string, string>> {
    const found = Object.entries(this.#row.cells).filter(([name]) => name.startsWith(prefix));
    return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
  }

  problem(column: string, message: string): void {
    this.#problems.push({ line: this.line, column, message });
  }

  #reject(column: string, expected: string): readonly never[] {
    this.problem(column, `expected ${expected}`);
    return [];
  }
}

const ID = 'an id of letters, digits and . _ : -';
