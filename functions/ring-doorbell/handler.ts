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
 * Rings the doorbells of teams that have something to look at: the team in whose queue the lead now stands, and the teams of the
 * rep who has a slot free. Called by a rule of the bus. A ring too many finds nothing to do; a lost one is healed by the sweep.
 */
export const handler = busHandler(runtime, Nudge, async ({ detail }, { log }) => {
  const rung = await ringForLead(detail.lead, deps);
  log.info('doorbell_rung', { leadId: detail.lead, count: rung.length });
});
