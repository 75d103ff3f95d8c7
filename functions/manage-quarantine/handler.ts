import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realIntake } from '../wiring/intake.ts';
import { realPeople } from '../wiring/people.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';
import { dismiss, redrive } from './decide.ts';
import { showQuarantine, showQuarantined } from './show-quarantine.ts';

const runtime = startRuntime('manage-quarantine');
const stores = realStores();
const deps = { ...stores, ...realIntake(stores.db), ...realPeople(realSecrets(), stores.db) };

/**
 * Serves the quarantine over the API: list, get, redrive, dismiss. Trigger: API Gateway. Duplicates: redriving or
 * dismissing again changes nothing more. Late: a delivery that has become leads is no longer dismissed.
 */
export const handler = routeTable([showQuarantine, showQuarantined, redrive, dismiss], deps, runtime);
