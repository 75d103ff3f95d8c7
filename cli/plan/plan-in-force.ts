import { environmentNamed } from '../../infra/environments.ts';
import { PlanJournalTable } from '../../shared/adapters/dynamodb/plan-journal-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { PlanStore } from '../../shared/ports/plan-store.ts';
import { findPlanReview } from '../../shared/use-cases/plans/find-plan-review.ts';
import { openDatabase } from '../database.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { readPlanFile } from './read-plan.ts';

/** In place of a plan file: the active plan of an environment. */
export const IN_FORCE = 'in-force';

/** Opens the published plans of an environment, as stored. */
export async function openPlans(env: string): Promise<Pick<PlanStore, 'active' | 'version'>> {
  const { RepsTable } = await readStackOutputs(environmentNamed(env));
  return new PlanTable({ db: openDatabase(), table: RepsTable, read: compilePlanTree });
}

/** Opens the same, and finds when the plan in force is to be reviewed. */
export async function openPlansWithReview(env: string) {
  const { RepsTable: table } = await readStackOutputs(environmentNamed(env));
  const db = openDatabase();
  const plans = new PlanTable({ db, table, read: compilePlanTree });
  return { plans, review: await findPlanReview({ plans, planJournal: new PlanJournalTable({ db, table }) }) };
}

/** Reads a plan file, or the active plan of an environment. @throws a sentence that says what to do when there is none */
export async function readPlan(name: string, { env }: { readonly env?: string }): Promise<Plan> {
  if (name !== IN_FORCE) return (await readPlanFile(name)).plan;
  if (env === undefined) throw new Error(`${IN_FORCE} is the active plan of an environment. Add --env <name>.`);
  const active = await (await openPlans(env)).active();
  if (!active)
    throw new Error(`${env} has no active plan. Publish one: npm run baton -- plan publish <file> --env ${env}`);
  return active.plan;
}
