import type { Environment } from '../../infra/environment.ts';
import type { Heartbeat } from '../../shared/adapters/dynamodb/heartbeat-table.ts';
import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import { describeMissingPerson, type MissingPerson } from '../../shared/domain/plan/people.ts';
import { describeDataChanges, isReviewDue, type PlanReview } from '../../shared/domain/plan-review/plan-review.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { DoctorFinding } from '../finding.ts';
import type { AlarmTopicSubscribers } from './alarm-subscribers.ts';

/** The sweep runs every minute; this many seconds without a run means at least two were missed. */
const MAX_SWEEP_AGE_SECONDS = 180;
/** A lead that is overdue by this much while the sweep runs is stuck. */
const MAX_OVERDUE_SECONDS = 600;
/** Lambda's own default is 1,000; new accounts may have 10. */
const MIN_CONCURRENCY = 100;

/** Judges the age of the sweep's last run, and what it left undone. */
export function judgeSweep(last: Heartbeat | undefined, now: Instant): DoctorFinding {
  const check = 'Sweep';
  if (!last)
    return {
      check,
      state: 'failed',
      observed: 'has never run',
      todo: 'Wait a minute after the first deployment; then docs/runbook.md#sweep',
    };
  const age = Math.round(secondsBetween(last.at, now));
  if (age > MAX_SWEEP_AGE_SECONDS)
    return {
      check,
      state: 'failed',
      observed: `last ran ${age} s ago`,
      todo: 'The safety net is down: docs/runbook.md#sweep',
    };
  const seen = `ran ${age} s ago, healed ${last.healed}, failed ${last.failed}`;
  if (last.mostOverdueSeconds > MAX_OVERDUE_SECONDS)
    return {
      check,
      state: 'failed',
      observed: `${seen}; a lead is ${last.mostOverdueSeconds} s overdue`,
      todo: 'docs/runbook.md#oldest-overdue',
    };
  return last.failed > 0
    ? { check, state: 'warning', observed: seen, todo: 'docs/runbook.md#sweep' }
    : { check, state: 'ok', observed: seen };
}

/** The current depth of one of the stack's queues. */
export interface QueueDepth {
  readonly name: string;
  readonly messages: number;
}

/** Judges whether any dead-letter queue has messages. */
export function judgeDeadLetters(queues: readonly QueueDepth[]): readonly DoctorFinding[] {
  const check = 'Dead letters';
  const full = queues.filter(({ messages }) => messages > 0);
  if (full.length === 0) return [{ check, state: 'ok', observed: `none in ${queues.length} queues` }];
  return full.map(({ name, messages }) => ({
    check,
    state: 'failed',
    observed: `${messages} in ${name}`,
    todo: 'docs/runbook.md says how to read them and send them back',
  }));
}

/** Judges whether somebody receives what goes to each alarm topic. A subscriber who has not confirmed receives nothing. */
export function judgeAlarmTopics(topics: readonly AlarmTopicSubscribers[]): readonly DoctorFinding[] {
  const check = 'Alarms';
  if (topics.length === 0)
    return [{ check, state: 'failed', observed: 'the stack has no topic for them', todo: 'Deploy it again' }];
  return topics.map(({ topic, arn, confirmed, pending }) => {
    const observed = `${topic}: ${confirmed} confirmed`;
    if (pending.length > 0) {
      const [{ protocol, address }] = pending as [(typeof pending)[number]];
      return {
        check,
        state: 'warning',
        observed: `${observed}; not confirmed: ${pending.map((one) => one.address).join(', ')}`,
        todo: `Follow the link in the message from SNS; to get another: aws sns subscribe --topic-arn ${arn} --protocol ${protocol} --notification-endpoint ${address}`,
      };
    }
    if (confirmed > 0) return { check, state: 'ok', observed };
    return {
      check,
      state: 'warning',
      observed: `${topic}: nobody is subscribed, so its alarms only show in CloudWatch`,
      todo: `Name somebody under alarmSubscribers.${topic} in infra/environments.ts, deploy, and confirm the message from SNS. Whoever is named there and did not confirm in time: aws sns subscribe --topic-arn ${arn} --protocol email --notification-endpoint <address>`,
    };
  });
}

/** A schedule of the stack; `enabled` is `undefined` when it no longer exists. */
export interface ScheduleState {
  readonly name: string;
  readonly enabled: boolean | undefined;
}

/** Judges whether all schedules are on. */
export function judgeSchedules(schedules: readonly ScheduleState[]): readonly DoctorFinding[] {
  const check = 'Schedules';
  const off = schedules.filter(({ enabled }) => enabled !== true);
  if (schedules.length === 0)
    return [{ check, state: 'failed', observed: 'the stack has none', todo: 'Deploy it again' }];
  if (off.length === 0) return [{ check, state: 'ok', observed: `${schedules.length} on` }];
  return off.map(({ name, enabled }) => ({
    check,
    state: 'failed',
    observed: `${name} is ${enabled === false ? 'off' : 'gone'}`,
    todo: 'If nobody paused it in infra/environments.ts, deploy again',
  }));
}

/** Judges the status of the stack. */
export function judgeStack(status: string): DoctorFinding {
  const check = 'Stack';
  if (/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return { check, state: 'ok', observed: status };
  if (status.endsWith('_IN_PROGRESS'))
    return {
      check,
      state: 'warning',
      observed: status,
      todo: 'A deployment is in progress; run this again when it is done',
    };
  return {
    check,
    state: 'failed',
    observed: status,
    todo: 'The last deployment did not succeed: see the events of the stack',
  };
}

/** Judges whether the stack of an environment whose data is kept can be deleted by mistake. */
export function judgeProtection(
  { name, keepData }: Pick<Environment, 'name' | 'keepData'>,
  hasTerminationProtection: boolean,
): readonly DoctorFinding[] {
  if (!keepData) return [];
  const check = 'Protection';
  if (hasTerminationProtection) return [{ check, state: 'ok', observed: 'the stack has termination protection' }];
  return [
    {
      check,
      state: 'warning',
      observed: 'the stack has no termination protection',
      todo: `Set protectFromDeletion of ${name} in infra/environments.ts to true, and deploy`,
    },
  ];
}

/** Judges whether each secret, by name, has a value. */
export function judgeSecrets(secrets: Readonly<Record<string, boolean>>): readonly DoctorFinding[] {
  const check = 'Secrets';
  const empty = Object.keys(secrets).filter((name) => secrets[name] === false);
  if (empty.length === 0) return [{ check, state: 'ok', observed: `${Object.keys(secrets).length} there` }];
  return empty.map((name) => ({
    check,
    state: 'failed',
    observed: `${name} has no value`,
    todo: 'Run baton setup again',
  }));
}

/** Judges the status that a hook returned to a sender without its secret: 401 is right. */
export function judgeHook(source: string, status: number): DoctorFinding {
  const check = 'Hooks';
  if (status === 401)
    return { check, state: 'ok', observed: `${source} answers, and refuses senders without its secret` };
  const todo = 'docs/runbook.md#receive-lead';
  return status < 300
    ? { check, state: 'failed', observed: `${source} accepts a body without its secret (${status})`, todo }
    : { check, state: 'failed', observed: `${source} answers ${status}`, todo };
}

/** Warns of sources that believe whoever knows their address. */
export function judgeProofs(sources: readonly Pick<Source, 'id' | 'proof'>[]): readonly DoctorFinding[] {
  return sources
    .filter(({ proof }) => proof?.by === 'address')
    .map(({ id }) => ({
      check: 'Hooks',
      state: 'warning',
      observed: `${id} believes whoever knows its address`,
      todo: 'If its sender can set a header, a parameter or a field: baton source add with another --proof',
    }));
}

/** Judges, for the teams of the active plan, how many people in each can be assigned leads at some hour. */
export function judgeTeams(members: Readonly<Record<string, number>>): readonly DoctorFinding[] {
  const check = 'Teams';
  const empty = Object.keys(members).filter((team) => members[team] === 0);
  if (empty.length === 0)
    return [{ check, state: 'ok', observed: `${Object.keys(members).length}, each with an active member` }];
  return empty.map((team) => ({
    check,
    state: 'warning',
    observed: `${team} has no active member`,
    todo: 'Its leads fall back as the plan says; add reps, or remove the team from the plan',
  }));
}

/** Judges whether the people whom the active plan makes accountable exist and are still there. */
export function judgePeople(missing: readonly MissingPerson[]): readonly DoctorFinding[] {
  const check = 'People';
  if (missing.length === 0) return [{ check, state: 'ok', observed: 'everybody whom the plan names is there' }];
  return missing.map((one) => ({
    check,
    state: 'warning',
    observed: describeMissingPerson(one),
    todo: 'Nobody is told what they would be told; save them as a rep, or name somebody else in the plan',
  }));
}

/** Judges whether the day has come on which the active plan is to be reviewed. */
export function judgeReview(review: PlanReview | undefined, now: Instant): readonly DoctorFinding[] {
  if (review === undefined) return [];
  const check = 'Plan review';
  const imported = describeDataChanges(review.changes);
  const since = imported === '' ? '' : `; imported since: ${imported}`;
  if (!isReviewDue(review, now)) return [{ check, state: 'ok', observed: `due on ${review.dueOn}${since}` }];
  const { why, expect } = review.change ?? {};
  const said = `${why === undefined ? '' : `: ${why}`}${expect === undefined ? '' : `; expected: ${expect}`}`;
  return [
    {
      check,
      state: 'warning',
      observed: `was due on ${review.dueOn}${said}${since}`,
      todo: 'Compare with `baton report`, then publish the next version, or: baton plan reviewed --why "…"',
    },
  ];
}

/** Judges the account's limit on concurrent executions. */
export function judgeConcurrency(limit: number): DoctorFinding {
  const check = 'Quotas';
  const seen = `${limit} concurrent executions in this account and Region`;
  return limit < MIN_CONCURRENCY
    ? {
        check,
        state: 'warning',
        observed: seen,
        todo: 'Request an increase from AWS: quota "Concurrent executions" of Lambda',
      }
    : { check, state: 'ok', observed: seen };
}
