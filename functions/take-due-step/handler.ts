import * as z from 'zod';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { takeTimerStep } from '../../shared/use-cases/follow-up/wake-timer.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('take-due-step');
const stores = createCachedStores();
const deps = { ...stores, ...createNotifications(createSecretReader(), stores) };
const Timer = z.looseObject({ leadId: z.string(), epoch: z.int(), revision: z.int() });

/**
 * Takes the due step of an assignment. Trigger: the only task of the Follow-up state machine. Duplicates: the
 * conditional write on state and epoch decides. Late: overdue steps are caught up; a timer for an older epoch or
 * revision does nothing.
 */
export const handler = createTaskHandler(runtime, Timer, async ({ leadId, epoch, revision }, { now, log }) => {
  const outcome = await takeTimerStep({ leadId, epoch, revision }, now, deps);
  log.debug('timer_woke', { leadId, epoch, outcome });
  return { outcome };
});
