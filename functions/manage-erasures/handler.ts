import { doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createIntake } from '../wiring/intake.ts';
import { createPeople } from '../wiring/people.ts';
import { createPrivacy } from '../wiring/privacy.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';
import { doNotContactHandlers } from './do-not-contact.ts';
import { exportPerson, forgetPerson, listErasures, previewRetention, replayErasures } from './erase-persons.ts';

const runtime = startRuntime('manage-erasures');
const stores = createStores();
const deps = {
  ...stores,
  ...createIntake(stores.db),
  ...createPeople(createSecretReader(), stores.db),
  ...createPrivacy(stores.db),
  bodyRetentionDays: Number(readEnv('BODY_RETENTION_DAYS').BODY_RETENTION_DAYS),
};

/**
 * Erases and exports people over the API, and keeps the do-not-contact list. Trigger: API Gateway. Duplicates: erasing
 * or entering again changes nothing more. Late: a lead that came after an erasure was asked for is not part of it.
 */
export const handler = serveRoutes(mergeRoutes(personRoutes, doNotContactRoutes), deps, runtime, {
  forgetPerson,
  exportPerson,
  listErasures,
  previewRetention,
  replayErasures,
  ...doNotContactHandlers,
});
