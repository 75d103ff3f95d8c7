import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { realDatabase, realPlans, realReps } from '../wiring/stores.ts';
import { describe } from './describe.ts';
import { keepActivePlan, keepPlan, showPlans } from './keep-plans.ts';

const runtime = startRuntime('manage-plans');
const db = realDatabase();
const deps = { plans: realPlans(db), reps: realReps(db), publicHolidays };

/** Plans over the API: check and publish a version, put one in force, list them; and the description of the API itself. */
export const handler = routeTable([showPlans, keepPlan, keepActivePlan, describe], deps, runtime);
