import { CsvError, parse } from 'csv-parse/sync';
import { failure, type Result, success } from '../../shared/domain/result.ts';

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

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Parses a CSV file as spreadsheets write it: with or without a byte order mark, separated by commas, semicolons or
 * tabs, with line breaks inside quotes. Headers may have any case and contain blanks. Returns every problem, not only
 * the first.
 */
export function parseSheet(text: string, columns: SheetColumns): Result<readonly SheetRow[], readonly SheetProblem[]> {
  const parsed = parseCsv(text);
  if (!parsed.ok) return parsed;
  const [head, ...body] = parsed.value;
  if (!head) return failure([{ line: 1, message: 'the file is empty: expected a line with the column names' }]);
  const names = head.record.map((name) => name.trim().toLowerCase().replace(/\s+/g, '_'));
  const problems = checkHeader(names, columns);
  const rows = body.map((one, index): SheetRow => {
    // The library reports the line on which a record ends; the next record begins after it.
    const line = (index === 0 ? head : (body[index - 1] ?? head)).info.lines + 1;
    if (one.record.length !== names.length) {
      problems.push({
        line,
        message: `has ${one.record.length} cells: expected ${names.length}, as in the first line`,
      });
    }
    const cells = names.flatMap((name, at): [string, string][] => {
      const value = one.record[at]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    });
    return { line, cells: Object.fromEntries(cells) };
  });
  for (const { line, cells } of rows) {
    for (const column of columns.required) {
      if (names.includes(column) && cells[column] === undefined) problems.push({ line, column, message: 'is missing' });
    }
  }
  return problems.length > 0 ? failure(problems) : success(rows);
}

function parseCsv(text: string): Result<readonly ParsedRecord[], readonly SheetProblem[]> {
  try {
    const options = { bom: true, delimiter: detectSeparator(text), info: true, relax_column_count: true } as const;
    return success(parse(text, { ...options, skip_empty_lines: true }) as unknown as readonly ParsedRecord[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return failure([{ line, message: `cannot be parsed: a quote is unclosed or misplaced` }]);
  }
}

/** Returns the separator that occurs most often in the first line, outside quotes. */
function detectSeparator(text: string): string {
  const first = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((separator) => ({ separator, times: first.split(separator).length }));
  return counted.reduce((best, one) => (one.times > best.times ? one : best)).separator;
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
