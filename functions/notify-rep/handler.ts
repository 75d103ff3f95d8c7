import * as z from 'zod';
import { busHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { tellOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { realNotices } from '../wiring/notifications.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('notify-rep');
const stores = realStores();
const deps = { ...stores, ...realNotices(realSecrets(), stores.db) };
const Nudge = z.looseObject({ lead: z.string(), id: z.string() });

/**
 * Tells reps of their leads, of warnings, escalations and silence. Called by a rule of the bus. A message has the same id however
 * often it is sent, so a receiver drops the second; what has been overtaken by an answer is not sent.
 */
export const handler = busHandler(runtime, Nudge, async ({ detail }, { now, log }) => {
  const outcome = await tellOfEvent(detail.lead, detail.id, now, deps);
  log.info('rep_told', { leadId: detail.lead, outcome });
});
