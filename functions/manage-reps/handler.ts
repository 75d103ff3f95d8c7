import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realDoorbell } from '../wiring/doorbell.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { realStores } from '../wiring/stores.ts';
import { keepAvailability, keepRep } from './keep-rep.ts';
import { showLedger, showRep } from './show-rep.ts';

const runtime = startRuntime('manage-reps');
const deps = { ...realStores(), doorbell: realDoorbell(), publicHolidays };

/** Reps over the API: who they are, when they work, what they hold, and who is owed how much of a lead in a team. */
export const handler = routeTable([showRep, keepRep, keepAvailability, showLedger], deps, runtime);
