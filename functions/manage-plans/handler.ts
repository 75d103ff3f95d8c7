import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { createDatabase, createPlanStore, createRepStore } from '../wiring/stores.ts';
import { showOpenApi } from './describe.ts';
import { saveActivePlan, savePlan, showPlans } from './keep-plans.ts';

const runtime = startRuntime('manage-plans');
const db = createDatabase();
const deps = { plans: createPlanStore(db), reps: createRepStore(db), publicHolidays };

/**
 * Serves plans over the API (check, publish, activate, list) and the API's own description. Trigger: API Gateway.
 * Duplicates: publishing again adds another version; activating again changes nothing. Late calls do no harm: published
 * versions are immutable.
 */
export const handler = createRouteHandler([showPlans, savePlan, saveActivePlan, showOpenApi], deps, runtime);
