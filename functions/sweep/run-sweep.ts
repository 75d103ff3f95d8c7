import type { HeartbeatTable } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import type { FollowUpTimers } from '../../shared/ports/follow-ups.ts';
import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { startTimersAhead } from '../../shared/use-cases/follow-up/start-near-timers.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { reportSweep } from './report.ts';

/** The most items of each kind per run. More than that at once means a fault upstream and raises an alarm. */
const MAX_ITEMS = 200;
/** Seconds that streams, queues and timers have before the sweep does their work. */
const HEAD_START_SECONDS = 5;

/** What a run of the sweep needs beside the use cases' own dependencies. */
export interface SweepRunDeps extends Deps {
  /** Where each step has its own timer: starts those of the next steps. */
  readonly followUps?: FollowUpTimers;
  readonly heartbeat: Pick<HeartbeatTable, 'save'>;
  /** Seconds that recycling runs have before the sweep does their work. */
  readonly recyclingHeadStartSeconds: number;
}

/** One run of the sweep: starts near timers, does what is overdue, reports it and leaves a heartbeat. */
export async function runSweep(
  { now, log, meter }: Pick<Invocation, 'now' | 'log' | 'meter'>,
  deps: SweepRunDeps,
): Promise<void> {
  // First, since overdue work may take a while. If the timers fail to start, the next run takes their steps.
  const { followUps } = deps;
  if (followUps)
    await startTimersAhead(now, { leads: deps.leads, followUps }).catch((error: unknown) => {
      log.error('timers_not_started', { errorName: error instanceof Error ? error.name : 'unknown' });
    });
  const { recyclingHeadStartSeconds } = deps;
  const limits = { cap: MAX_ITEMS, headStartSeconds: HEAD_START_SECONDS, recyclingHeadStartSeconds };
  const swept = await sweep(now, limits, deps);
  reportSweep(swept, { now, log, meter });
  const { healed, failed, mostOverdueSeconds } = swept;
  await deps.heartbeat.save({ at: now, healed, failed: failed.length, mostOverdueSeconds });
}
