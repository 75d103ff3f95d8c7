import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { CalendarTable } from '../../shared/adapters/dynamodb/calendar-table.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DoNotContactTable } from '../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { HeldMatterTable } from '../../shared/adapters/dynamodb/held-matter-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { ShadowTable } from '../../shared/adapters/dynamodb/observation-table.ts';
import { PilotTable } from '../../shared/adapters/dynamodb/pilot-table.ts';
import { PlanJournalTable } from '../../shared/adapters/dynamodb/plan-journal-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { PackedTerritoryTable } from '../../shared/adapters/dynamodb/territory-table.ts';
import { CachedPlanStore } from '../../shared/adapters/in-process/cached-plan-store.ts';
import { CachedRepStore } from '../../shared/adapters/in-process/cached-rep-store.ts';
import { CachedSettingsStore } from '../../shared/adapters/in-process/cached-settings-store.ts';
import { CachedSourceStore } from '../../shared/adapters/in-process/cached-source-store.ts';
import { CachedTerritoryStore } from '../../shared/adapters/in-process/cached-territory-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createDatabase } from './database.ts';
import { newId } from './new-id.ts';

/** Creates the plan store. What compiles a plan is loaded with the first one that is read. */
export function createPlanStore(db: Database): PlanTable {
  const read = async (tree: unknown) =>
    (await import('../../shared/domain/plan/compile/read-plan-tree.ts')).compilePlanTree(tree);
  return new PlanTable({ db, table: readEnv('REPS_TABLE').REPS_TABLE, read });
}

/** Creates the store of pilots beside the plans. */
export function createPilotStore(db: Database, plans: PlanTable): PilotTable {
  return new PilotTable({ db, plans, table: readEnv('REPS_TABLE').REPS_TABLE });
}

/** Creates the journal of the plan. */
export function createPlanJournal(db: Database): PlanJournalTable {
  return new PlanJournalTable({ db, table: readEnv('REPS_TABLE').REPS_TABLE });
}

/** Creates the rep store. */
export function createRepStore(db: Database): RepTable {
  return new RepTable({ db, table: readEnv('REPS_TABLE').REPS_TABLE });
}

/** Creates the lead store. */
function createLeadStore(db: Database): LeadTable {
  const { LEADS_TABLE, REPS_TABLE } = readEnv('LEADS_TABLE', 'REPS_TABLE');
  return new LeadTable({ db, tables: { leads: LEADS_TABLE, reps: REPS_TABLE } });
}

/** Creates the stores nearly every function needs: leads, reps, plans, accounts, territories, sources, settings. */
export function createStores() {
  const env = readEnv('LEADS_TABLE', 'REPS_TABLE');
  const db = createDatabase();
  const settings = new SettingsTable({ db, table: env.REPS_TABLE });
  return {
    db,
    leads: createLeadStore(db),
    reps: createRepStore(db),
    calendars: new CalendarTable({ db, table: env.REPS_TABLE }),
    plans: createPlanStore(db),
    accounts: new AccountTable({ db, table: env.REPS_TABLE }),
    territories: new PackedTerritoryTable({ db, table: env.REPS_TABLE }),
    sources: new SourceTable({ db, table: env.REPS_TABLE }),
    observations: new ShadowTable({ db, table: env.LEADS_TABLE }),
    heldMatters: new HeldMatterTable({ db, table: env.LEADS_TABLE }),
    doNotContact: new DoNotContactTable({ db, table: env.REPS_TABLE }),
    settings,
    mode: async () => (await settings.read('mode')).mode,
    newId,
  };
}

/**
 * Creates the same stores for functions that every lead passes. What people change, the active plan, settings, sources,
 * territories and holidays, may be as old as the environment's `settingsCacheSeconds`. What the system changes (leads,
 * reps' loads, ledgers, claims) is always read. So are what stops Baton at once: `mode`, the do-not-contact list.
 */
export function createCachedStores() {
  const stores = createStores();
  const ttlMilliseconds = Number(readEnv('SETTINGS_CACHE_SECONDS').SETTINGS_CACHE_SECONDS) * 1000;
  const ttl = { ttlMilliseconds, clock: Date.now };
  return {
    ...stores,
    plans: new CachedPlanStore({ store: stores.plans, ...ttl }),
    reps: new CachedRepStore({ store: stores.reps, ...ttl }),
    sources: new CachedSourceStore({ store: stores.sources, ...ttl }),
    territories: new CachedTerritoryStore({ store: stores.territories, ...ttl }),
    settings: new CachedSettingsStore({ store: stores.settings, ...ttl }),
  };
}
