import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createStores } from '../wiring/stores.ts';
import { getShadowComparison, recordIncumbentOwners } from './compare-owners.ts';
import { getSettings, putSettings } from './switch-mode.ts';

const runtime = startRuntime('manage-shadow-mode');
const deps = createStores();

/**
 * Serves shadow mode over the API: the mode, the incumbent's owners, and the comparison with Baton's. Trigger: API
 * Gateway. Duplicates: an owner reported twice is recorded once. Late: a report counts from the time it states.
 */
export const handler = serveRoutes(shadowModeRoutes, deps, runtime, {
  getSettings,
  putSettings,
  recordIncumbentOwners,
  getShadowComparison,
});
