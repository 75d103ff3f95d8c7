import { descriptionRoutes } from '../../shared/api/openapi.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/database.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { createPlanJournal, createPlanStore, createRepStore } from '../wiring/stores.ts';
import { activatePlan, listPlans } from './activate-plan.ts';
import { approvePlan } from './approve-plan.ts';
import { reviewPlan } from './review-plan.ts';

const runtime = startRuntime('manage-plans');
const db = createDatabase();
const planApproval = readEnv('PLAN_APPROVAL').PLAN_APPROVAL === 'two' ? ('two' as const) : ('one' as const);
const deps = {
  plans: createPlanStore(db),
  reps: createRepStore(db),
  planJournal: createPlanJournal(db),
  publicHolidays,
  planApproval,
};

/**
 * Serves plans over the API (check, publish, activate, list) and the API's own description. Trigger: API Gateway.
 * Duplicates: publishing again adds another version; activating again changes nothing. Late calls do no harm: published
 * versions are immutable.
 */
export const handler = serveRoutes(mergeRoutes(planRoutes, descriptionRoutes), deps, runtime, {
  listPlans,
  // The parser of YAML, and what checks and compiles a plan.
  publishPlan: async (call, all) => (await import('./publish-plan.ts')).publishPlan(call, all),
  activatePlan,
  approvePlan,
  reviewPlan,
  // The schemas of every route.
  describeApi: async (call, all) => (await import('./describe-api.ts')).describeApi(call, all),
});
