import { readEnv } from '../../shared/runtime/env.ts';
import { createDatabase } from './database.ts';
import { publicHolidays } from './holidays.ts';
import { createPilotStore, createPlanJournal, createPlanStore, createRepStore } from './stores.ts';

/** Creates what the routes about plans and their pilots need. */
export function createPlanDeps() {
  const db = createDatabase();
  const plans = createPlanStore(db);
  const planApproval = readEnv('PLAN_APPROVAL').PLAN_APPROVAL === 'two' ? ('two' as const) : ('one' as const);
  return {
    plans,
    pilots: createPilotStore(db, plans),
    reps: createRepStore(db),
    planJournal: createPlanJournal(db),
    publicHolidays,
    planApproval,
  };
}
