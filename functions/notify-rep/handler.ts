import * as z from '../../shared/domain/lazy-zod.ts';
import { createNudgeHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { updateMessages } from '../../shared/use-cases/notifications/update-messages.ts';
import { createMessageUpdates } from '../wiring/message-updates.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createTeamMessages } from '../wiring/team-messages.ts';

const runtime = startRuntime('notify-rep');
const stores = createCachedStores();
const secrets = createSecretReader();
const deps = { ...stores, ...createNotifications(secrets, stores, runtime) };
const messageDeps = { ...stores, ...createMessageUpdates(secrets, stores) };
const teamMessages = createTeamMessages(secrets, stores);
const Nudge = z.discriminatedUnion('task', [
  z.object({ task: z.literal('notify'), lead: z.string(), event: z.string() }),
  z.object({ task: z.literal('update_messages'), lead: z.string() }),
]);

/**
 * Notifies people of assigned leads, warnings, escalations and quiet leads; or makes the messages sent about a lead say
 * what is true now. Trigger: relay-events, one call for each task, so that neither holds up or repeats the other.
 * Duplicates: a notification has the same id however often it is sent, and a message is written whole. Late: what an
 * answer or a new owner has overtaken is not sent; the buttons of an old message change nothing. Last: a team's channel.
 */
export const handler = createNudgeHandler(runtime, Nudge, async (nudge, { now, log }) => {
  const leadId = nudge.lead;
  if (nudge.task === 'notify') {
    const outcome = await notifyOfEvent(leadId, nudge.event, now, deps);
    log.debug('rep_notified', { leadId, outcome });
    await teamMessages.announce(leadId, now, log);
  } else {
    const count = await updateMessages(leadId, now, messageDeps);
    log.debug('messages_updated', { leadId, count });
    await teamMessages.update(leadId, now, log);
  }
});
