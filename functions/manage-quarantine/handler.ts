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

/** Deliveries that no lead could be made of, over the API: list them, look at one, take it up again, dismiss it. */
export const handler = routeTable([showQuarantine, showQuarantined, redrive, dismiss], deps, runtime);
