import { CsvError, parse } from 'csv-parse/sync';

/** One row of a list: its fields and its line in the file. */
export interface ListRow {
  /** Line in the file; the header is line 1. */
  readonly line: number;
  /** Values by column, without empty ones. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A parsed list file. */
export interface ListFile {
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
}

/**
 * Parses a list from CSV: a header line, then one person per line; commas, semicolons or tabs. @throws a sentence that
 * names the line
 */
export function parseList(text: string): ListFile {
  let columns: readonly string[] = [];
  try {
    const records = parse(text, {
      bom: true,
      columns: (heading: readonly string[]) => {
        columns = heading.map((name) => name.trim());
        return [...columns];
      },
      delimiter: detectDelimiter(text),
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as readonly {
      readonly record: Readonly<Record<string, string>>;
      readonly info: { readonly lines: number };
    }[];
    const rows = records.map(({ record, info }) => ({
      line: info.lines,
      fields: Object.fromEntries(Object.entries(record).filter(([name, value]) => name !== '' && value !== '')),
    }));
    return { columns: columns.filter((name) => name !== ''), rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(`The list cannot be parsed: ${error.message}`);
  }
}

/** Returns the delimiter that the header uses most. */
function detectDelimiter(text: string): string {
  const [heading = ''] = text.split(/\r?\n/, 1);
  const count = (sign: string) => heading.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
