import { repRoutes } from '../../shared/api/reps.ts';
import { teamRoutes } from '../../shared/api/teams.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { publicHolidays } from '../wiring/holidays.ts';
import { createStores } from '../wiring/stores.ts';
import { changeAvailability, putRep } from './change-rep.ts';
import { getLedger, getRep, listMembers } from './show-rep.ts';

const runtime = startRuntime('manage-reps');
const deps = { ...createStores(), doorbell: createDoorbell(), publicHolidays };

/**
 * Serves reps over the API: profile, availability, what they hold, and the ledger of a team. Trigger: API Gateway.
 * Duplicates: saving the same again changes nothing more. Late: of two concurrent changes the second is refused as a
 * conflict; the sweep finishes the consequences of a saved one.
 */
export const handler = serveRoutes(mergeRoutes(repRoutes, teamRoutes), deps, runtime, {
  getRep,
  putRep,
  changeAvailability,
  listMembers,
  getLedger,
});
