import * as z from 'zod';
import { createBusHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { wakeTeams } from '../../shared/use-cases/assignment/wake-teams.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { createDatabase, createLeadStore, createRepStore } from '../wiring/stores.ts';

const runtime = startRuntime('ring-doorbell');
const db = createDatabase();
const deps = { leads: createLeadStore(db), reps: createRepStore(db), doorbell: createDoorbell() };
const Nudge = z.looseObject({ lead: z.string() });

/**
 * Rings the doorbells of teams that have leads to look at: the team whose queue the lead is in, and the teams of a rep
 * who has freed a slot. Trigger: a rule of the event bus. Duplicates: an extra ring finds nothing to do. Late: teams
 * are read from the lead as it is now; the sweep makes up for a lost ring.
 */
export const handler = createBusHandler(runtime, Nudge, async ({ detail }, { log }) => {
  const rung = await wakeTeams(detail.lead, deps);
  log.debug('doorbell_rung', { leadId: detail.lead, count: rung.length });
});
