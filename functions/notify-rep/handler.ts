import * as z from '../../shared/domain/lazy-zod.ts';
import { createBusHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('notify-rep');
const stores = createCachedStores();
const deps = { ...stores, ...createNotifications(createSecretReader(), stores, runtime) };
const Nudge = z.looseObject({ lead: z.string(), id: z.string() });

/**
 * Notifies reps and managers of assigned leads, warnings, escalations and quiet leads. Trigger: a rule of the event
 * bus. Duplicates: a notification has the same id however often it is sent, so the receiver drops repeats. Late: what
 * an answer or a new owner has overtaken is not sent.
 */
export const handler = createBusHandler(runtime, Nudge, async ({ detail }, { now, log }) => {
  const outcome = await notifyOfEvent(detail.lead, detail.id, now, deps);
  log.debug('rep_notified', { leadId: detail.lead, outcome });
});
