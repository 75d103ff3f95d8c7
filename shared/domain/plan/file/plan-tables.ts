import { ownValue } from '../../own-value.ts';

/** The columns of a table by their names in lower case: the values from top to bottom, blank ones left out. */
export type TableColumns = Readonly<Record<string, readonly string[]>>;

/** Tables beside a plan, by the names of their files. */
export type PlanTables = Readonly<Record<string, TableColumns>>;

/** A file beside the plan. A path would make a plan depend on where it lies. */
export const TABLE_FILE_PATTERN = /^\w[\w.-]{0,99}\.csv$/i;

/** More values than these, over all tables, are data and do not belong in a plan. */
export const MAX_TABLE_VALUES = 20_000;

/** No table of a plan: it is refused by its name, whether there is such a file or not. */
export const TERRITORIES = 'territories';

/** Returns the names of the files that a plan's `data` takes tables from. */
export function tableFilesIn(tree: unknown): readonly string[] {
  const { [TERRITORIES]: _, ...tables } = dataOf(tree);
  return [...new Set(Object.values(tables).filter(isTableFile))];
}

/**
 * Puts the tables in the place of the names of their files, so that a published plan has all it needs. A file that is not
 * among them keeps its name, which is then reported.
 */
export function attachTables(tree: unknown, tables: PlanTables): unknown {
  if (!isMap(tree) || !isMap(tree.data)) return tree;
  const data = Object.entries(tree.data).map(([name, given]) => [
    name,
    isTableFile(given) ? (ownValue(tables, given) ?? given) : given,
  ]);
  return { ...tree, data: Object.fromEntries(data) };
}

function dataOf(tree: unknown): Readonly<Record<string, unknown>> {
  return isMap(tree) && isMap(tree.data) ? tree.data : {};
}

function isTableFile(given: unknown): given is string {
  return typeof given === 'string' && TABLE_FILE_PATTERN.test(given);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
