import { HeartbeatTable } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { createIntake } from '../wiring/intake.ts';
import { createLazyPeople } from '../wiring/lazy-people.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createTimers, readFollowUpMode } from '../wiring/timers.ts';
import { runSweep } from './run-sweep.ts';

const runtime = startRuntime('sweep');
const env = readEnv('REPS_TABLE', 'RECYCLING_HEAD_START_SECONDS');
const stores = createCachedStores();
const secrets = createSecretReader();
const deps = {
  ...stores,
  ...createIntake(stores.db),
  ...createLazyPeople(secrets, stores.db),
  ...createNotifications(secrets, stores, runtime),
  doorbell: createDoorbell(),
  heartbeat: new HeartbeatTable({ db: stores.db, table: env.REPS_TABLE }),
  ...(readFollowUpMode() === 'near_steps' && { followUps: createTimers() }),
  recyclingHeadStartSeconds: Number(env.RECYCLING_HEAD_START_SECONDS),
};

/**
 * Does everything that is overdue; with `near_steps`, it also starts the timers of steps due before the next run.
 * Trigger: a schedule, every minute. Duplicate, late and concurrent runs do no harm: everything is read again before it is acted on.
 */
export const handler = createScheduleHandler(runtime, (invocation) => runSweep(invocation, deps));
