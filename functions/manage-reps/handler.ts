import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { createStores } from '../wiring/stores.ts';
import { saveAvailability, saveRep } from './keep-rep.ts';
import { showLedger, showRep } from './show-rep.ts';

const runtime = startRuntime('manage-reps');
const deps = { ...createStores(), doorbell: createDoorbell(), publicHolidays };

/**
 * Serves reps over the API: profile, availability, what they hold, and the ledger of a team. Trigger: API Gateway.
 * Duplicates: saving the same again changes nothing more. Late: of two concurrent changes the second is refused as a
 * conflict; the sweep finishes the consequences of a saved one.
 */
export const handler = createRouteHandler([showRep, saveRep, saveAvailability, showLedger], deps, runtime);
