import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { MAX_PROBLEMS } from '../../shared/domain/plan/plan-problem.ts';
import { readTextFile } from '../csv/decode-text.ts';

/** A plan file: its text as written, and what it says. */
export interface PlanText {
  readonly text: string;
  readonly plan: Plan;
}

/** Reads a plan file. @throws every problem with its line, when the file is no valid plan */
export async function readPlanFile(file: string): Promise<PlanText> {
  const { text } = await readTextFile(file);
  const read = parsePlan(text);
  if (read.ok) return { text, plan: read.value };
  const lines = read.problem.map(({ path, line, message }) => `  ${file}:${line ?? 1} ${path}: ${message}`);
  const count =
    lines.length < MAX_PROBLEMS
      ? `${lines.length} problem(s)`
      : `many problems, of which these are the first ${MAX_PROBLEMS}`;
  throw new Error([`The plan has ${count}:`, ...lines].join('\n'));
}
