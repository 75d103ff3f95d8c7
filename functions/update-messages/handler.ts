import * as z from 'zod';
import { SlackMessages } from '../../shared/adapters/slack/slack-messages.ts';
import { createBusHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { updateMessages } from '../../shared/use-cases/notifications/update-messages.ts';
import { createNoticeStore } from '../wiring/notices.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createSlackConnection } from '../wiring/slack.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createTeamMessages } from '../wiring/team-messages.ts';

const runtime = startRuntime('update-messages');
const stores = createCachedStores();
const secrets = createSecretReader();
const { connect } = createSlackConnection(secrets, stores);
const teamMessages = createTeamMessages(secrets, stores);
const deps = {
  ...stores,
  notices: createNoticeStore(stores.db),
  sentMessages: new SlackMessages({ connect, reps: stores.reps }),
};
const Nudge = z.looseObject({ lead: z.string() });

/**
 * Makes sent messages about a lead say what is true now. Trigger: rules of the event bus, for events after which a
 * message may be wrong. Duplicates and disorder do no harm: each run reads the lead and writes the whole message. Late: a
 * message shows an old state until then, and its buttons change nothing.
 */
export const handler = createBusHandler(runtime, Nudge, async ({ detail }, { now, log }) => {
  const count = await updateMessages(detail.lead, now, deps);
  log.debug('messages_updated', { leadId: detail.lead, count });
  await teamMessages.update(detail.lead, now, log);
});
