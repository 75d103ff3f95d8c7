import { type CsvRecord, readCsv } from '../csv/read-csv.ts';

/** One row of a list: its fields and its line in the file. */
export interface ListRow {
  /** Line in the file on which the row begins; the header is usually line 1. */
  readonly line: number;
  /** Values by column, without empty ones. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A parsed list file. */
export interface ListFile {
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
  /** Lines of a report's footer. */
  readonly footer: readonly number[];
  /** Lines with more cells than columns: nobody can say which value belongs where. */
  readonly tooLong: readonly number[];
  /** Lines with a character that an earlier program had already lost (`\uFFFD`). */
  readonly damaged: readonly number[];
}

const LOST_CHARACTER = '\uFFFD';

/**
 * Parses a list from CSV: a header line, then one person per line; commas, semicolons or tabs. @throws a sentence that
 * names the line
 */
export function parseList(text: string): ListFile {
  const read = readCsv(text);
  if (!read.ok) throw new Error(`The list cannot be read: line ${read.problem.line} ${read.problem.message}`);
  const { heading, records, footer } = read.value;
  const columns = heading.cells.map((name, at) => name || `Column ${at + 1}`);
  const tooLong = records.filter(({ cells }) => cells.length > columns.length);
  const damaged = records.filter(
    (record) => !tooLong.includes(record) && record.cells.some((cell) => cell.includes(LOST_CHARACTER)),
  );
  const rows = records.filter((record) => !tooLong.includes(record) && !damaged.includes(record));
  return {
    columns: [...new Set(columns)].filter((name) => !name.includes(LOST_CHARACTER)),
    rows: rows.map((record) => ({ line: record.line, fields: fieldsOf(record, columns) })),
    footer,
    tooLong: tooLong.map(({ line }) => line),
    damaged: damaged.map(({ line }) => line),
  };
}

/**
 * Returns the values of a row by column. Of several columns of one name the first value counts; another value is kept
 * under the name and a number, so that nothing is lost.
 */
function fieldsOf({ cells }: CsvRecord, columns: readonly string[]): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  for (const [at, value] of cells.entries()) {
    const column = columns[at] ?? '';
    if (value === '' || fields.get(column) === value) continue;
    let name = column;
    for (let time = 2; fields.has(name); time += 1) name = `${column} ${time}`;
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
