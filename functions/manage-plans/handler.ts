import { descriptionRoutes } from '../../shared/api/openapi.ts';
import { pilotRoutes } from '../../shared/api/pilots.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createPlanDeps } from '../wiring/plans.ts';
import { activatePlan, listPlans } from './activate-plan.ts';
import { approvePlan } from './approve-plan.ts';
import { reviewPlan } from './review-plan.ts';

const runtime = startRuntime('manage-plans');
const deps = createPlanDeps();
const pilotHandlers = async () => import('./manage-pilot.ts');

/**
 * Serves plans over the API (check, publish, activate, list, pilot) and the API's own description. Trigger: API Gateway.
 * Duplicates: publishing again adds another version; activating again changes nothing. Late calls do no harm: published
 * versions are immutable.
 */
export const handler = serveRoutes(mergeRoutes(planRoutes, pilotRoutes, descriptionRoutes), deps, runtime, {
  listPlans,
  // The parser of YAML, and what checks and compiles a plan.
  publishPlan: async (call, all) => (await import('./publish-plan.ts')).publishPlan(call, all),
  activatePlan,
  approvePlan,
  reviewPlan,
  getPilots: async (call, all) => (await pilotHandlers()).getPilots(call, all),
  startPilot: async (call, all) => (await pilotHandlers()).startPilot(call, all),
  changePilot: async (call, all) => (await pilotHandlers()).changePilot(call, all),
  // The schemas of every route.
  describeApi: async (call, all) => (await import('./describe-api.ts')).describeApi(call, all),
});
