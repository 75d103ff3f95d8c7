import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { TimerTable } from '../../shared/adapters/dynamodb/timer-table.ts';
import type { LeadId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { FollowUpExecutions } from '../../shared/ports/follow-up-executions.ts';
import type { OpenExecutions } from '../../shared/ports/open-executions.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Runtime } from '../../shared/runtime/lambda/runtime.ts';
import type { Log } from '../../shared/runtime/telemetry/log.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { type FollowUpOutcome, startFollowUp } from '../../shared/use-cases/follow-up/start-follow-up.ts';
import { startNearTimer } from '../../shared/use-cases/follow-up/start-near-timers.ts';
import type { FollowUpNudge } from '../../shared/use-cases/relay-events.ts';
import { lazyPort } from './lazy-port.ts';
import { createTimers, readFollowUpMode } from './timers.ts';

type NudgeDeps = Pick<Deps, 'leads' | 'plans'> & { readonly db: Database };

/**
 * Creates what brings a lead's executions in line with its assignment, in the environment's mode. Logs and counts
 * assignments that got no execution.
 */
export function createFollowUpNudge(deps: NudgeDeps, { log, meter }: Pick<Runtime, 'log' | 'meter'>): FollowUpNudge {
  const mode = readFollowUpMode();
  const start = mode === 'near_steps' ? createNearStarter(deps) : createWindowStarter(deps, log);
  const nudge = async (leadId: LeadId, now: Instant): Promise<FollowUpOutcome> => {
    const outcome = await start(leadId, now);
    if (outcome === 'not_started') {
      log.warn('follow_up_not_started', { leadId });
      meter.add('FollowUpNotStarted');
    } else log.debug('follow_up_started', { leadId, outcome });
    return outcome;
  };
  return { mode, nudge };
}

function createNearStarter({ leads }: NudgeDeps): FollowUpNudge['nudge'] {
  const followUps = createTimers();
  return (lead, now) => startNearTimer(lead, now, { leads, followUps });
}

function createWindowStarter({ db, leads, plans }: NudgeDeps, log: Log): FollowUpNudge['nudge'] {
  const env = readEnv('LEADS_TABLE', 'FOLLOW_UP_MACHINE_ARN');
  const deps = {
    leads,
    plans,
    executions: lazyPort<FollowUpExecutions>(async () =>
      (await import('./state-machines.ts')).createFollowUpMachine(env.FOLLOW_UP_MACHINE_ARN),
    ),
    waitingTasks: new TimerTable({ db, table: env.LEADS_TABLE }),
    openExecutions: lazyPort<OpenExecutions>(async () =>
      (await import('./open-executions.ts')).createOpenExecutions((error) =>
        log.warn('open_executions_unknown', { errorName: error instanceof Error ? error.name : 'unknown' }),
      ),
    ),
  };
  return (lead) => startFollowUp(lead, deps);
}
