import * as z from 'zod';
import { createBusHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createTeamMessages } from '../wiring/team-messages.ts';

const runtime = startRuntime('notify-rep');
const stores = createCachedStores();
const secrets = createSecretReader();
const deps = { ...stores, ...createNotifications(secrets, stores, runtime) };
const teamMessages = createTeamMessages(secrets, stores);
const Nudge = z.looseObject({ lead: z.string(), id: z.string(), type: z.string() });

/**
 * Notifies reps and managers of assigned leads, warnings, escalations and quiet leads. Trigger: a rule of the event
 * bus. Duplicates: a notification has the same id however often it is sent, so the receiver drops repeats. Late: what
 * an answer or a new owner has overtaken is not sent.
 */
export const handler = createBusHandler(runtime, Nudge, async ({ detail }, { now, log }) => {
  const outcome = await notifyOfEvent(detail.lead, detail.id, now, deps);
  log.debug('rep_notified', { leadId: detail.lead, outcome });
  // Last, so that the rep's own message never waits for it.
  if (detail.type === 'LeadAssigned') await teamMessages.show(detail.lead, now, log);
});
