import { SFNClient } from '@aws-sdk/client-sfn';
import { HeartbeatTable } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import { FollowUpStarter } from '../../shared/adapters/step-functions/follow-up-starter.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { startTimersAhead } from '../../shared/use-cases/follow-up/start-follow-up.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { createIntake } from '../wiring/intake.ts';
import { createNotifications } from '../wiring/notifications.ts';
import { createPeople } from '../wiring/people.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';
import { reportSweep } from './report.ts';

const runtime = startRuntime('sweep');
const stores = createStores();
const secrets = createSecretReader();
const heartbeat = new HeartbeatTable({ db: stores.db, table: readEnv('REPS_TABLE').REPS_TABLE });
const followUps = new FollowUpStarter({
  client: new SFNClient(),
  machine: readEnv('FOLLOW_UP_MACHINE_ARN').FOLLOW_UP_MACHINE_ARN,
});
const deps = {
  ...stores,
  ...createIntake(stores.db),
  ...createPeople(secrets, stores.db),
  ...createNotifications(secrets, stores),
  doorbell: createDoorbell(),
};

/** The most items of each kind per run. More than that at once means a fault upstream and raises an alarm. */
const MAX_ITEMS = 200;
/** Seconds that streams, queues and timers have before the sweep does their work. */
const HEAD_START_SECONDS = 5;
/** Seconds that recycling runs have before the sweep does their work. */
const recyclingHeadStartSeconds = Number(readEnv('RECYCLING_HEAD_START_SECONDS').RECYCLING_HEAD_START_SECONDS);

/**
 * Does everything that is overdue, and starts the timers of steps due before the next run. Trigger: a schedule, every
 * minute. Duplicate, late and concurrent runs do no harm: everything is read again before it is acted on.
 */
export const handler = createScheduleHandler(runtime, async ({ now, log, meter }) => {
  // First, since overdue work may take a while. If the timers fail to start, the next run takes their steps.
  await startTimersAhead(now, { leads: stores.leads, followUps }).catch((error: unknown) => {
    log.error('timers_not_started', { errorName: error instanceof Error ? error.name : 'unknown' });
  });
  const swept = await sweep(
    now,
    { cap: MAX_ITEMS, headStartSeconds: HEAD_START_SECONDS, recyclingHeadStartSeconds },
    deps,
  );
  reportSweep(swept, { now, log, meter });
  const { healed, failed, mostOverdueSeconds } = swept;
  await heartbeat.save({ at: now, healed, failed: failed.length, mostOverdueSeconds });
});
