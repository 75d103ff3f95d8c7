import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { sendManagerMails } from '../../shared/use-cases/notifications/send-manager-mails.ts';
import { tellHeld } from '../../shared/use-cases/notifications/tell-held.ts';
import { createDigests } from '../wiring/digests.ts';
import { hasMailSender } from '../wiring/mailer.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores, createPlanJournal } from '../wiring/stores.ts';
import { computeWeights } from './compute-weights.ts';

/** The most matters told in one run; the next run tells the rest. */
const MAX_MATTERS = 200;

const runtime = startRuntime('send-digests');
const stores = createCachedStores();
const deps = {
  ...stores,
  ...createNotifications(createSecretReader(), stores, runtime),
  ...createDigests(stores.db),
  reports: createReportStore(stores.db),
  planJournal: createPlanJournal(stores.db),
};

/**
 * Tells people what was held for them, and managers each morning what their teams are at; once a day computes what
 * results do to the weights of reps. Trigger: a schedule, every five minutes. Duplicates: each notification has a
 * notice, each digest a row; both are sent once, and weights are saved once. Late: what no longer holds is dropped, and
 * a morning is over when its day is.
 */
export const handler = createScheduleHandler(runtime, async ({ now, log, meter }) => {
  const held = await tellHeld(MAX_MATTERS, now, deps);
  const mails = hasMailSender() ? await sendManagerMails(now, deps) : { sent: 0, failed: 0 };
  log.debug('digests_sent', { count: held.told + mails.sent });
  const unweighed = await computeWeights({ now, log }, deps);
  const failed = held.failed + mails.failed;
  meter.add('DigestsFailed', failed + unweighed);
  if (failed > 0) log.warn('digests_failed', { failed });
});
