import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { readTextFile } from '../csv/decode-text.ts';

/** Reads a plan file. @throws every problem with its line, when the file is no valid plan */
export async function readPlanFile(file: string): Promise<Plan> {
  const read = parsePlan((await readTextFile(file)).text);
  if (read.ok) return read.value;
  const lines = read.problem.map(({ path, line, message }) => `  ${file}:${line ?? 1}  ${path}: ${message}`);
  throw new Error([`${file} is not a valid plan. Nothing else was checked.`, ...lines].join('\n'));
}
