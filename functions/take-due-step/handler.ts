import { TimerTable } from '../../shared/adapters/dynamodb/timer-table.ts';
import * as z from '../../shared/domain/lazy-zod.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { takeTimerStep } from '../../shared/use-cases/follow-up/wake-timer.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createLazyTasks } from './lazy-tasks.ts';

const runtime = startRuntime('take-due-step');
const stores = createCachedStores();
const deps = {
  ...stores,
  ...createNotifications(createSecretReader(), stores, runtime),
  executions: createLazyTasks(),
  waitingTasks: new TimerTable({ db: stores.db, table: readEnv('LEADS_TABLE').LEADS_TABLE }),
};
const Timer = z.looseObject({
  leadId: z.string(),
  epoch: z.int(),
  revision: z.int(),
  token: z.string().min(1).optional(),
});

/**
 * Takes the due step of an assignment; with a token, the execution then waits for the next step, or ends. Trigger: the
 * tasks of the Follow-up state machine. Duplicates: the conditional write on state and epoch decides. Late: overdue
 * steps are caught up; an execution for an older epoch or revision takes nothing and ends.
 */
export const handler = createTaskHandler(runtime, Timer, async ({ leadId, epoch, revision, token }, { now, log }) => {
  const { outcome, end } = await takeTimerStep({ leadId, epoch, revision, token }, now, deps);
  log.debug('timer_woke', { leadId, epoch, outcome });
  return { outcome, ...end };
});
