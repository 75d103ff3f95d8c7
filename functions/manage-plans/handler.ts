import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { realDatabase, realPlans, realReps } from '../wiring/stores.ts';
import { describe } from './describe.ts';
import { keepActivePlan, keepPlan, showPlans } from './keep-plans.ts';

const runtime = startRuntime('manage-plans');
const db = realDatabase();
const deps = { plans: realPlans(db), reps: realReps(db), publicHolidays };

/**
 * Serves plans over the API (check, publish, activate, list) and the API's own description. Trigger: API Gateway.
 * Duplicates: publishing again adds another version; activating again changes nothing. Late calls do no harm: published
 * versions are immutable.
 */
export const handler = routeTable([showPlans, keepPlan, keepActivePlan, describe], deps, runtime);
