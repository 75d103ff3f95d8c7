import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { wakeTimer } from '../../shared/use-cases/follow-up/wake-timer.ts';
import { realNotices } from '../wiring/notifications.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('take-due-step');
const stores = realStores();
const deps = { ...stores, ...realNotices(realSecrets(), stores.db) };
const Timer = z.looseObject({ leadId: z.string(), epoch: z.int(), revision: z.int() });

/**
 * The one task of Follow-up: takes the step that is due for an assignment. A timer for an older epoch or revision does nothing; late
 * is caught up; twice is once, since the write on state and epoch decides.
 */
export const handler = taskHandler(runtime, Timer, async ({ leadId, epoch, revision }, { now, log }) => {
  const outcome = await wakeTimer({ leadId, epoch, revision }, now, deps);
  log.info('timer_woke', { leadId, epoch, outcome });
  return { outcome };
});
