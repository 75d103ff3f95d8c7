import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { routeTable } from '../../shared/runtime/route-table.ts';
import { startRuntime } from '../../shared/runtime/runtime.ts';
import { realStores } from '../dependencies/stores.ts';
import { showAgreement, tellObservations } from './compare.ts';
import { keepSettings, showSettings } from './keep-mode.ts';

const runtime = startRuntime('observe-leads');
const stores = realStores();
const settings = new SettingsTable({ db: stores.db, table: readEnv('REPS_TABLE').REPS_TABLE });
const deps = { ...stores, settings };

/** Observing beside another system, over the API: whether Baton is live, who really has its leads, and how often the two agree. */
export const handler = routeTable<typeof deps>(
  [showSettings, keepSettings, tellObservations, showAgreement],
  deps,
  runtime,
);
