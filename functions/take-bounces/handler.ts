import { readBounce } from '../../shared/channels/email/bounce.ts';
import { createTopicHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { tellAgain } from '../../shared/use-cases/notifications/tell-again.ts';
import { tellDigestAgain } from '../../shared/use-cases/notifications/tell-digest-again.ts';
import { createDigestStore, createNoticeStore } from '../wiring/notices.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('take-bounces');
const stores = createCachedStores();
const deps = {
  ...stores,
  ...createNotifications(createSecretReader(), stores, runtime),
  notices: createNoticeStore(stores.db),
  digestStore: createDigestStore(stores.db),
};

/**
 * Sends notifications whose e-mail bounced or was complained about by the person's next channel. Trigger: the topic of
 * SES. Duplicates: notice and digest say what became of them. Late: what an answer or a new owner has overtaken is not
 * sent.
 */
export const handler = createTopicHandler(runtime, async (messages, { now, log, meter }) => {
  for (const bounce of messages.map(readBounce)) {
    if (bounce === undefined) continue;
    const undelivered = { ...bounce, channel: 'email' };
    if ('lead' in undelivered) {
      const outcome = await tellAgain(undelivered, now, deps);
      log.info('mail_not_delivered', { leadId: undelivered.lead, outcome });
      continue;
    }
    const outcome = await tellDigestAgain(undelivered, now, deps);
    log.warn('digest_not_delivered', { outcome });
    if (outcome === 'manager_not_reached') meter.add('NobodyReached');
  }
});
