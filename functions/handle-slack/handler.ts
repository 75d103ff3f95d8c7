import { SlackMessages } from '../../shared/adapters/slack/slack-messages.ts';
import { createHttpHandler } from '../../shared/runtime/http/http-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createNoticeStore } from '../wiring/notices.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createSlackConnection } from '../wiring/slack.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { handleSlack } from './handle-slack.ts';

/** Slack waits three seconds for an answer, so none of our calls to it may take all of them. */
const SLACK_TIMEOUT_MILLISECONDS = 1_500;

const runtime = startRuntime('handle-slack');
const stores = createCachedStores();
const slack = createSlackConnection(createSecretReader(), stores, { timeoutMilliseconds: SLACK_TIMEOUT_MILLISECONDS });
const deps = {
  ...stores,
  slack,
  notices: createNoticeStore(stores.db),
  messages: new SlackMessages({ connect: slack.connect, reps: stores.reps }),
};

/**
 * Handles what people do in Slack: pressed buttons, submitted forms and `/baton …`. Trigger: the HTTP API. Duplicates: an answer
 * sent twice finds the lead as the first one left it. Late: the conditional write on state and epoch decides; whoever
 * presses an old button is shown what became of the lead.
 */
export const handler = createHttpHandler(runtime, (call) => handleSlack(call, runtime.meter, deps));
