import { readBounce } from '../../shared/channels/email/bounce.ts';
import { createTopicHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { tellAgain } from '../../shared/use-cases/notifications/tell-again.ts';
import { createNoticeStore } from '../wiring/notices.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('take-bounces');
const stores = createCachedStores();
const deps = {
  ...stores,
  ...createNotifications(createSecretReader(), stores, runtime),
  notices: createNoticeStore(stores.db),
};

/**
 * Sends notifications whose e-mail bounced or was complained about by the person's next channel. Trigger: the topic of
 * SES. Duplicates: the notice says what became of it. Late: what an answer or a new owner has overtaken is not sent.
 */
export const handler = createTopicHandler(runtime, async (messages, { now, log }) => {
  for (const bounce of messages.map(readBounce)) {
    if (bounce === undefined) continue;
    const { lead } = bounce;
    const outcome = await tellAgain({ ...bounce, channel: 'email' }, now, deps);
    log.info('mail_not_delivered', { leadId: lead, outcome });
  }
});
