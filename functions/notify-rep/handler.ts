import { SlackMessages } from '../../shared/adapters/slack/slack-messages.ts';
import * as z from '../../shared/domain/lazy-zod.ts';
import { createNudgeHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { updateMessages } from '../../shared/use-cases/notifications/update-messages.ts';
import { createNoticeStore } from '../wiring/notices.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createSlackConnection } from '../wiring/slack.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('notify-rep');
const stores = createCachedStores();
const secrets = createSecretReader();
const deps = { ...stores, ...createNotifications(secrets, stores, runtime) };
const { connect } = createSlackConnection(secrets, stores);
const sentMessages = new SlackMessages({ connect, reps: stores.reps });
const messageDeps = { ...stores, notices: createNoticeStore(stores.db), sentMessages };
const Nudge = z.discriminatedUnion('task', [
  z.object({ task: z.literal('notify'), lead: z.string(), event: z.string() }),
  z.object({ task: z.literal('update_messages'), lead: z.string() }),
]);

/**
 * Notifies people of assigned leads, warnings, escalations and quiet leads; or makes the messages sent about a lead say
 * what is true now. Trigger: relay-events, one call for each task, so that neither holds up or repeats the other.
 * Duplicates: a notification has the same id however often it is sent, and a message is written whole. Late: what an
 * answer or a new owner has overtaken is not sent; the buttons of an old message change nothing.
 */
export const handler = createNudgeHandler(runtime, Nudge, async (nudge, { now, log }) => {
  const leadId = nudge.lead;
  if (nudge.task === 'notify') {
    const outcome = await notifyOfEvent(leadId, nudge.event, now, deps);
    log.debug('rep_notified', { leadId, outcome });
  } else {
    const count = await updateMessages(leadId, now, messageDeps);
    log.debug('messages_updated', { leadId, count });
  }
});
