import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { PlanTables } from '../../shared/domain/plan/file/plan-tables.ts';
import { readYamlTree } from '../../shared/domain/plan/file/yaml-tree.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { MAX_PROBLEMS } from '../../shared/domain/plan/plan-problem.ts';
import { readTextFile } from '../csv/decode-text.ts';
import { readTables } from './read-tables.ts';

/** A plan file: its text as written, the tables beside it, and what they say. */
export interface PlanText {
  readonly text: string;
  readonly tables: PlanTables;
  readonly plan: Plan;
}

/** Reads a plan file and its tables. @throws every problem with its file and line, when it is no valid plan */
export async function readPlanFile(file: string): Promise<PlanText> {
  const { text } = await readTextFile(file);
  const tree = readYamlTree(text);
  const { tables, placeOf } = await readTables(file, tree.ok ? tree.value.value : undefined);
  const read = parsePlan(text, tables);
  if (read.ok) return { text, tables, plan: read.value };
  const lines = read.problem.map(
    ({ path, line, message }) => `  ${placeOf(path) ?? `${file}:${line ?? 1}`} ${path}: ${message}`,
  );
  const count =
    lines.length < MAX_PROBLEMS
      ? `${lines.length} problem(s)`
      : `many problems, of which these are the first ${MAX_PROBLEMS}`;
  throw new Error([`The plan has ${count}:`, ...lines].join('\n'));
}
