import * as z from 'zod';
import { busHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { ringForLead } from '../../shared/use-cases/assignment/wake-teams.ts';
import { realDoorbell } from '../wiring/doorbell.ts';
import { realDatabase, realLeads, realReps } from '../wiring/stores.ts';

const runtime = startRuntime('ring-doorbell');
const db = realDatabase();
const deps = { leads: realLeads(db), reps: realReps(db), doorbell: realDoorbell() };
const Nudge = z.looseObject({ lead: z.string() });

/**
 * Rings the doorbells of teams that have leads to look at: the team whose queue the lead is in, and the teams of a rep
 * who has freed a slot. Trigger: a rule of the event bus. Duplicates: an extra ring finds nothing to do. Late: teams
 * are read from the lead as it is now; the sweep makes up for a lost ring.
 */
export const handler = busHandler(runtime, Nudge, async ({ detail }, { log }) => {
  const rung = await ringForLead(detail.lead, deps);
  log.info('doorbell_rung', { leadId: detail.lead, count: rung.length });
});
