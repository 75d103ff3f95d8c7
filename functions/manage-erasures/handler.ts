import { doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createIntake } from '../wiring/intake.ts';
import { createLazyPeople } from '../wiring/lazy-people.ts';
import { createPrivacy } from '../wiring/privacy.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';
import * as listing from './list-records.ts';

const runtime = startRuntime('manage-erasures');
const stores = createStores();
const deps = {
  ...stores,
  ...createIntake(stores.db),
  ...createLazyPeople(createSecretReader(), stores.db),
  ...createPrivacy(stores.db),
  bodyRetentionDays: Number(readEnv('BODY_RETENTION_DAYS').BODY_RETENTION_DAYS),
};

const persons = async () => (await import('./read-persons.ts')).personHandlers;

/**
 * Erases and exports people over the API, and keeps the do-not-contact list. Trigger: API Gateway. Duplicates: erasing
 * or entering again changes nothing more. Late: a lead that came after an erasure was asked for is not part of it.
 */
export const handler = serveRoutes(mergeRoutes(personRoutes, doNotContactRoutes), deps, runtime, {
  // These read people, which takes the metadata of phone numbers and much else.
  forgetPerson: async (call, all) => (await persons()).forgetPerson(call, all),
  exportPerson: async (call, all) => (await persons()).exportPerson(call, all),
  replayErasures: async (call, all) => (await persons()).replayErasures(call, all),
  suppressPerson: async (call, all) => (await persons()).suppressPerson(call, all),
  liftSuppression: async (call, all) => (await persons()).liftSuppression(call, all),
  applyDoNotContact: async (call, all) => (await persons()).applyDoNotContact(call, all),
  replayDoNotContact: async (call, all) => (await persons()).replayDoNotContact(call, all),
  ...listing,
});
