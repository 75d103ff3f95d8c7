import { environmentNamed } from '../../infra/environments.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { openDatabase } from '../database.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { readPlanFile } from './read-plan.ts';

/** In place of a plan file: the active plan of an environment. */
export const IN_FORCE = 'in-force';

/** Reads a plan file, or the active plan of an environment. @throws a sentence that says what to do when there is none */
export async function readPlan(name: string, { env }: { readonly env?: string }): Promise<Plan> {
  if (name !== IN_FORCE) return (await readPlanFile(name)).plan;
  if (env === undefined) throw new Error(`${IN_FORCE} is the active plan of an environment. Add --env <name>.`);
  const { RepsTable } = await readStackOutputs(environmentNamed(env));
  const active = await new PlanTable({ db: openDatabase(), table: RepsTable, read: compilePlanTree }).active();
  if (!active)
    throw new Error(`${env} has no active plan. Publish one: npm run baton -- setup --env ${env} --plan <file>`);
  return active.plan;
}
