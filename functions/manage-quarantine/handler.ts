import { routeTable } from '../../shared/runtime/route-table.ts';
import { startRuntime } from '../../shared/runtime/runtime.ts';
import { realIntake } from '../dependencies/intake.ts';
import { realPeople } from '../dependencies/people.ts';
import { realSecrets } from '../dependencies/secrets.ts';
import { realStores } from '../dependencies/stores.ts';
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
