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
 * Notifies reps and managers of assigned leads, warnings, escalations and quiet leads. Trigger: a rule of the event
 * bus. Duplicates: a notification has the same id however often it is sent, so the receiver drops repeats. Late: what
 * an answer or a new owner has overtaken is not sent.
 */
export const handler = busHandler(runtime, Nudge, async ({ detail }, { now, log }) => {
  const outcome = await tellOfEvent(detail.lead, detail.id, now, deps);
  log.info('rep_told', { leadId: detail.lead, outcome });
});
