import { ownValue } from '../../shared/domain/own-value.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { readCsv } from '../csv/read-csv.ts';

/** One row of a file: its line and its cells by column; blank cells are left out. */
export interface SheetRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A problem in a file, with its line and column. */
export interface SheetProblem {
  readonly line: number;
  readonly column?: string;
  readonly message: string;
}

/** The columns that a kind of file may have; `families` are prefixes such as `list:` that any name may follow. */
export interface SheetColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly families?: readonly string[];
}

/** The rows of a file, and the lines that are a report's footer. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly footer: readonly number[];
}

/**
 * Parses a CSV file as spreadsheets write it. Headers may have any case and contain blanks. Returns every problem, not
 * only the first.
 */
export function parseSheet(text: string, columns: SheetColumns): Result<Sheet, readonly SheetProblem[]> {
  const parsed = readCsv(text);
  if (!parsed.ok) return failure([parsed.problem]);
  const { heading, records, footer } = parsed.value;
  const names = heading.cells.map((name) => name.toLowerCase().replace(/\s+/g, '_'));
  const problems = checkHeader(names, columns).map((problem) => ({ ...problem, line: heading.line }));
  const rows = records.map(({ line, cells }): SheetRow => {
    if (cells.length !== names.length)
      problems.push({ line, message: `has ${cells.length} cells: expected ${names.length}, as in the first line` });
    const named = names.flatMap((name, at): [string, string][] => {
      const value = cells[at] ?? '';
      if (value.includes('\uFFFD'))
        problems.push({ line, column: name, message: 'has a character that was lost before; export the file again' });
      return value === '' ? [] : [[name, value]];
    });
    return { line, cells: Object.fromEntries(named) };
  });
  for (const { line, cells } of rows) {
    for (const column of columns.required) {
      if (names.includes(column) && ownValue(cells, column) === undefined)
        problems.push({ line, column, message: 'is missing' });
    }
  }
  return problems.length > 0 ? failure(problems) : success({ rows, footer });
}

function checkHeader(names: readonly string[], columns: SheetColumns): SheetProblem[] {
  const { required, optional, families = [] } = columns;
  const known = [...required, ...optional];
  const missing = required.filter((column) => !names.includes(column));
  const unknown = names.filter(
    (name) =>
      !known.includes(name) && !families.some((family) => name.startsWith(family) && name.length > family.length),
  );
  const expected = [...known, ...families.map((family) => `${family}…`)].join(', ');
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  return [
    ...missing.map((column) => ({ line: 1, column, message: 'required column is missing' })),
    ...unknown.map((column) => ({
      line: 1,
      column,
      message: `is not a column of this kind of file: expected ${expected}`,
    })),
    ...twice.map((column) => ({ line: 1, column, message: 'appears twice' })),
  ];
}
