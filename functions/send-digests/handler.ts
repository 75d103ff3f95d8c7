import { MailDigest } from '../../shared/adapters/notifications/mail-digest.ts';
import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { tellHeld } from '../../shared/use-cases/notifications/tell-held.ts';
import { createMailer } from '../wiring/mailer.ts';
import { createNoticeStore } from '../wiring/notices.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

/** The most matters told in one run; the next run tells the rest. */
const MAX_MATTERS = 200;

const runtime = startRuntime('send-digests');
const stores = createCachedStores();
const deps = {
  ...stores,
  ...createNotifications(createSecretReader(), stores, runtime),
  digests: new MailDigest({ mailer: createMailer(), notices: createNoticeStore(stores.db) }),
};

/**
 * Tells people what was held for them: after their quiet hours, or as a digest. Trigger: a schedule, every five minutes.
 * Duplicates: each notification has a notice, which is sent once. Late: what no longer holds is dropped.
 */
export const handler = createScheduleHandler(runtime, async ({ now, log, meter }) => {
  const { told, failed } = await tellHeld(MAX_MATTERS, now, deps);
  log.debug('digests_sent', { count: told });
  if (failed === 0) return;
  log.warn('digests_failed', { failed });
  meter.add('DigestsFailed', failed);
});
