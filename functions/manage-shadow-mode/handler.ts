import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realStores } from '../wiring/stores.ts';
import { keepSettings, showSettings } from './keep-mode.ts';
import { showAgreement, tellObservations } from './show-comparison.ts';

const runtime = startRuntime('manage-shadow-mode');
const stores = realStores();
const settings = new SettingsTable({ db: stores.db, table: readEnv('REPS_TABLE').REPS_TABLE });
const deps = { ...stores, settings };

/** Observing beside another system, over the API: whether Baton is live, who really has its leads, and how often the two agree. */
export const handler = routeTable<typeof deps>(
  [showSettings, keepSettings, tellObservations, showAgreement],
  deps,
  runtime,
);
