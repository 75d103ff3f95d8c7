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

/** Deliveries that no lead could be made of, over the API: list them, look at one, take it up again, dismiss it. */
export const handler = routeTable([showQuarantine, showQuarantined, redrive, dismiss], deps, runtime);
