import { dirname, join } from 'node:path';
import { ownValue } from '../../shared/domain/own-value.ts';
import { isBuiltInField } from '../../shared/domain/plan/compile/known-fields.ts';
import { type PlanTables, type TableColumns, tableFilesIn } from '../../shared/domain/plan/file/plan-tables.ts';
import { formatPath } from '../../shared/domain/plan/plan-problem.ts';
import { readTextFile } from '../csv/decode-text.ts';
import { type CsvRecord, readCsv } from '../csv/read-csv.ts';

/** The tables beside a plan, and where each of their values stands. */
export interface TablesRead {
  readonly tables: PlanTables;
  /** Returns where a problem of a table's value stands, as `competitors.csv:7`; undefined for any other path. */
  readonly placeOf: (path: string) => string | undefined;
}

/** The days of a table of holidays. */
const DATE_COLUMN = 'date';

/**
 * Reads the tables that a plan's `data` names, from files beside the plan. Of several columns only those that are named
 * for a field are kept: what else somebody notes there stays on this machine.
 * @throws when a file is no table, with its name. One that is missing is left out, for the check of the plan to report
 */
export async function readTables(planFile: string, tree: unknown): Promise<TablesRead> {
  const tables: Record<string, TableColumns> = {};
  const places = new Map<string, string>();
  for (const file of tableFilesIn(tree)) {
    const path = join(dirname(planFile), file);
    const text = await textOf(path);
    // The plan's own check then says that it is missing, beside whatever else is wrong.
    if (text === undefined) continue;
    const read = readCsv(text);
    if (!read.ok) throw new Error(`${path}:${read.problem.line} ${read.problem.message}`);
    const { heading, records, footer } = read.value;
    if (footer[0] !== undefined)
      throw new Error(
        `${path}:${footer[0]} looks like a footer below the table: remove it, or the empty line above it`,
      );
    if (records.length === 0) throw new Error(`${path}:1 has no values: expected some below the column names`);
    const columns: Record<string, readonly string[]> = {};
    for (const [index, cell] of heading.cells.entries()) {
      const column = cell.toLowerCase();
      if (heading.cells.length > 1 && !isUsable(column, tree)) continue;
      const filled = records.filter(({ cells }) => (cells[index] ?? '') !== '');
      if (filled.length === 0) continue;
      columns[column] = filled.map(({ cells }) => cells[index] ?? '');
      notePlaces(places, { tree, file, path, column, filled });
    }
    if (Object.keys(columns).length === 0)
      throw new Error(`${path}:${heading.line} no column is named for a field of the plan, such as \`domain\``);
    tables[file] = columns;
  }
  return { tables, placeOf: (path) => places.get(path) };
}

/** Returns the text of a file; undefined if there is no such file. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readTextFile(path)).text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read`, { cause: error });
  }
}

function isUsable(column: string, tree: unknown): boolean {
  return column === DATE_COLUMN || isBuiltInField(column) || Object.hasOwn(mapAt(tree, 'fields'), column);
}

interface TableColumn {
  readonly tree: unknown;
  readonly file: string;
  readonly path: string;
  readonly column: string;
  readonly filled: readonly CsvRecord[];
}

function notePlaces(places: Map<string, string>, { tree, file, path, column, filled }: TableColumn): void {
  const names = Object.entries(mapAt(tree, 'data')).filter(([, given]) => given === file);
  for (const [name] of names) {
    for (const [index, { line }] of filled.entries())
      places.set(formatPath(['data', name, column, index]), `${path}:${line}`);
  }
}

function mapAt(tree: unknown, key: string): Readonly<Record<string, unknown>> {
  if (typeof tree !== 'object' || tree === null) return {};
  const found = ownValue(tree as Readonly<Record<string, unknown>>, key);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
}
