import type { Calendar } from '../../business-hours/calendar.ts';
import { ownValue } from '../../own-value.ts';
import { listNames, unknownNameMessage } from '../did-you-mean.ts';
import type { FileData, FileTable } from '../file/file-data.ts';
import { MAX_TABLE_VALUES } from '../file/plan-tables.ts';
import { clipWord, type PlanPath, type ReportProblem } from '../plan-problem.ts';
import { parseClosedDates } from './compile-calendar.ts';

/** The values of a table for one field, and where the first of them stands. */
export interface TableColumn {
  readonly values: readonly string[];
  readonly at: PlanPath;
}

/** The tables of a plan, and which of them it uses. */
export class CompiledTables {
  readonly #data: FileData;
  readonly #report: ReportProblem;
  readonly #used = new Set<string>();

  constructor(data: FileData, report: ReportProblem) {
    this.#data = data;
    this.#report = report;
    const count = Object.values(data).reduce((sum, one) => sum + sizeOf(one), 0);
    if (count > MAX_TABLE_VALUES)
      report(['data'], `expected at most ${MAX_TABLE_VALUES} values in all tables, got ${count}`);
  }

  /** Returns the column of a table that is named for the field, or its only one. Undefined after a reported problem. */
  columnFor(field: string, table: string, at: PlanPath): TableColumn | undefined {
    const given = table === 'holidays' ? undefined : ownValue(this.#data, table);
    if (given === undefined) {
      this.#report(at, `${unknownNameMessage('table', table, this.#names())}; tables stand under \`data\``);
      return undefined;
    }
    this.#used.add(table);
    return this.#pick(given, field, ['data', table]);
  }

  /** Returns the dates of the table of holidays, which are closed in every calendar. */
  closedDates(): Calendar['closed'] {
    const { holidays } = this.#data;
    if (holidays === 'auto') return [];
    const dates = this.#pick(holidays, 'date', ['data', 'holidays']);
    return dates?.values.map((date, index) => parseClosedDates(date, [...dates.at, index], this.#report)) ?? [];
  }

  /** Reports the tables that no condition refers to: they would do nothing. */
  reportUnused(): void {
    for (const table of this.#names())
      if (!this.#used.has(table))
        this.#report(['data', table], `no condition uses it; expected one such as {domain: {in: ${table}}}`);
  }

  #pick(table: FileTable, field: string, at: PlanPath): TableColumn | undefined {
    if (typeof table === 'string') {
      this.#report(
        at,
        `${clipWord(table)} is missing: expected the file beside the plan or, over the API, its columns in \`tables\``,
      );
      return undefined;
    }
    if (Array.isArray(table)) return { values: table, at };
    const columns: Readonly<Record<string, readonly string[]>> = table as Exclude<typeof table, readonly string[]>;
    const names = Object.keys(columns);
    const column = Object.hasOwn(columns, field) ? field : names.length === 1 ? names[0] : undefined;
    const values = column === undefined ? undefined : columns[column];
    if (column !== undefined && values !== undefined) return { values, at: [...at, column] };
    this.#report(at, `expected a column \`${field}\`; it has ${names.length === 0 ? 'none' : listNames(names)}`);
    return undefined;
  }

  #names(): readonly string[] {
    return Object.keys(this.#data).filter((name) => name !== 'holidays');
  }
}

function sizeOf(table: FileData[string]): number {
  if (table === undefined || typeof table === 'string') return 0;
  if (Array.isArray(table)) return table.length;
  return Object.values(table).reduce((sum, column) => sum + column.length, 0);
}
