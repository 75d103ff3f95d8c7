import { quarantineRoutes } from '../../shared/api/quarantine.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createIntake } from '../wiring/intake.ts';
import { createLazyPeople } from '../wiring/lazy-people.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';
import { dismissQuarantined, redriveQuarantined } from './decide-quarantined.ts';
import { getQuarantined, listQuarantine } from './show-quarantine.ts';

const runtime = startRuntime('manage-quarantine');
const stores = createStores();
const deps = { ...stores, ...createIntake(stores.db), ...createLazyPeople(createSecretReader(), stores.db) };

/**
 * Serves the quarantine over the API: list, get, redrive, dismiss. Trigger: API Gateway. Duplicates: redriving or
 * dismissing again changes nothing more. Late: a delivery that has become leads is no longer dismissed.
 */
export const handler = serveRoutes(quarantineRoutes, deps, runtime, {
  listQuarantine,
  getQuarantined,
  redriveQuarantined,
  dismissQuarantined,
});
