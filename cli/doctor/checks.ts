import type { Beat } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { Finding } from './finding.ts';

/** The sweep runs every minute; so many seconds without it are two runs missed. */
const SWEEP_LATE_SECONDS = 180;
/** Overdue so long with the sweep running, a lead is stuck. */
const STUCK_SECONDS = 600;
/** Lambda's own default is 1,000; new accounts may have 10. */
const FEW_CONCURRENT = 100;

/** How young the last run of the sweep is and what it left. */
export function judgeSweep(last: Beat | undefined, now: Instant): Finding {
  const check = 'Sweep';
  if (!last)
    return {
      check,
      state: 'failed',
      seen: 'has never run',
      todo: 'Wait a minute after the first deployment; then docs/runbook.md#sweep',
    };
  const age = Math.round(secondsBetween(last.at, now));
  if (age > SWEEP_LATE_SECONDS)
    return {
      check,
      state: 'failed',
      seen: `last ran ${age} s ago`,
      todo: 'The safety net is down: docs/runbook.md#sweep',
    };
  const seen = `ran ${age} s ago, healed ${last.healed}, failed ${last.failed}`;
  if (last.mostOverdueSeconds > STUCK_SECONDS)
    return {
      check,
      state: 'failed',
      seen: `${seen}; a lead is ${last.mostOverdueSeconds} s overdue`,
      todo: 'docs/runbook.md#oldest-overdue',
    };
  return last.failed > 0
    ? { check, state: 'warning', seen, todo: 'docs/runbook.md#sweep' }
    : { check, state: 'ok', seen };
}

/** A queue of the stack as it stands. */
export interface QueueDepth {
  readonly name: string;
  readonly messages: number;
}

/** Whether anything lies in a dead-letter queue. */
export function judgeDeadLetters(queues: readonly QueueDepth[]): readonly Finding[] {
  const check = 'Dead letters';
  const full = queues.filter(({ messages }) => messages > 0);
  if (full.length === 0) return [{ check, state: 'ok', seen: `none in ${queues.length} queues` }];
  return full.map(({ name, messages }) => ({
    check,
    state: 'failed',
    seen: `${messages} in ${name}`,
    todo: 'docs/runbook.md says how to read them and send them back',
  }));
}

/** A schedule of the stack; `undefined` when it is gone. */
export interface ScheduleState {
  readonly name: string;
  readonly enabled: boolean | undefined;
}

/** Whether what must run by the clock does. */
export function judgeSchedules(schedules: readonly ScheduleState[]): readonly Finding[] {
  const check = 'Schedules';
  const off = schedules.filter(({ enabled }) => enabled !== true);
  if (schedules.length === 0) return [{ check, state: 'failed', seen: 'the stack has none', todo: 'Deploy it again' }];
  if (off.length === 0) return [{ check, state: 'ok', seen: `${schedules.length} on` }];
  return off.map(({ name, enabled }) => ({
    check,
    state: 'failed',
    seen: `${name} is ${enabled === false ? 'off' : 'gone'}`,
    todo: 'If nobody paused it in infra/environments.ts, deploy again',
  }));
}

/** What a stack says of itself. */
export function judgeStack(status: string): Finding {
  const check = 'Stack';
  if (/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return { check, state: 'ok', seen: status };
  if (status.endsWith('_IN_PROGRESS'))
    return { check, state: 'warning', seen: status, todo: 'A deployment is under way; ask again when it is done' };
  return {
    check,
    state: 'failed',
    seen: status,
    todo: 'The last deployment did not succeed: look at the events of the stack',
  };
}

/** Secrets by name, and whether each has a value. */
export function judgeSecrets(secrets: Readonly<Record<string, boolean>>): readonly Finding[] {
  const check = 'Secrets';
  const empty = Object.keys(secrets).filter((name) => secrets[name] === false);
  if (empty.length === 0) return [{ check, state: 'ok', seen: `${Object.keys(secrets).length} there` }];
  return empty.map((name) => ({ check, state: 'failed', seen: `${name} has no value`, todo: 'Run baton setup again' }));
}

/** What a hook answered to a sender that does not know its secret: 401 is right. */
export function judgeHook(source: string, status: number): Finding {
  const check = 'Hooks';
  if (status === 401)
    return { check, state: 'ok', seen: `${source} answers, and refuses who does not know its secret` };
  const todo = 'docs/runbook.md#receive-lead';
  return status < 300
    ? { check, state: 'failed', seen: `${source} takes a body without its secret (${status})`, todo }
    : { check, state: 'failed', seen: `${source} answers ${status}`, todo };
}

/** Teams of the active plan and how many people of each can be given leads at some hour. */
export function judgeTeams(members: Readonly<Record<string, number>>): readonly Finding[] {
  const check = 'Teams';
  const empty = Object.keys(members).filter((team) => members[team] === 0);
  if (empty.length === 0)
    return [{ check, state: 'ok', seen: `${Object.keys(members).length}, each with somebody in it` }];
  return empty.map((team) => ({
    check,
    state: 'warning',
    seen: `nobody active is in ${team}`,
    todo: 'Its leads go on to where the plan sends them; add reps, or take it out of the plan',
  }));
}

/** How many calls the account's functions may work on at once. */
export function judgeConcurrency(limit: number): Finding {
  const check = 'Quotas';
  const seen = `${limit} concurrent calls of functions in this account and Region`;
  return limit < FEW_CONCURRENT
    ? { check, state: 'warning', seen, todo: 'Ask AWS for more: quota "Concurrent executions" of Lambda' }
    : { check, state: 'ok', seen };
}
