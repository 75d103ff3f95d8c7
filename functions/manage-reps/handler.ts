import { routeTable } from '../../shared/runtime/route-table.ts';
import { startRuntime } from '../../shared/runtime/runtime.ts';
import { realDoorbell } from '../dependencies/doorbell.ts';
import { publicHolidays } from '../dependencies/holidays.ts';
import { realStores } from '../dependencies/stores.ts';
import { keepAvailability, keepRep } from './keep-rep.ts';
import { showLedger, showRep } from './show-rep.ts';

const runtime = startRuntime('manage-reps');
const deps = { ...realStores(), doorbell: realDoorbell(), publicHolidays };

/** Reps over the API: who they are, when they work, what they hold, and who is owed how much of a lead in a team. */
export const handler = routeTable([showRep, keepRep, keepAvailability, showLedger], deps, runtime);
