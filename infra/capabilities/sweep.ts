import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import type { FollowUp } from './follow-up.ts';
import { recyclingHeadStart } from './recycling.ts';
import type { TeamQueue } from './team-queue.ts';

const FUNCTION_NAME = 'sweep';

/** Options of {@link Sweep}. */
export interface SweepProps extends CapabilityProps {
  readonly teamQueue: TeamQueue;
  /** With `near_steps`, the sweep starts its timers shortly before they are due. */
  readonly followUp: FollowUp;
}

/**
 * The safety net: every minute it does everything that is overdue. Everything else is only faster.
 * Its pause switch is `sweepRuns` in environments.ts.
 */
export class Sweep extends Construct {
  readonly handler: ServiceFunction;

  constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { deployment, storage, secrets, api, mail, teamQueue, followUp } = props;
    this.handler = new ServiceFunction(this, 'Function', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'event',
      errorImpact: 'The safety net is down: whatever streams, queues and timers miss is not healed.',
      settings: {
        API_URL: api.url,
        FOLLOW_UP_MODE: deployment.environment.followUp,
        RECYCLING_HEAD_START_SECONDS: String(recyclingHeadStart(deployment.environment).toSeconds()),
      },
      memoryMegabytes: 512,
      timeoutSeconds: 55,
    });
    const dueItems = { access: 'read-write', indexes: ['due'] } as const;
    const dueDeliveries = { access: ['get', 'query', 'update'], indexes: ['due'] } as const;
    storage.grant(this.handler, { leads: dueItems, reps: dueItems, deliveries: dueDeliveries, bodies: 'read' });
    secrets.grant(this.handler, 'links', 'notifications', 'slack', 'personKeys');
    mail.grantSend(this.handler);
    teamQueue.grantRing(this.handler);
    if (deployment.environment.followUp === 'near_steps') followUp.grantStart(this.handler);

    deployment.schedules.add(this, 'EveryMinute', {
      every: Duration.minutes(1),
      enabled: deployment.environment.sweepRuns,
      starts: this.handler,
    });
    this.#alarms(deployment);
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'Capped', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'SweepCapped'),
      threshold: 1,
      errorImpact: 'More is overdue than one sweep run may process: something upstream is or was down.',
      runbookSection: 'sweep-capped',
    });
    new BatonAlarm(this, 'OldestOverdue', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'OldestOverdue', 'Maximum'),
      threshold: 10 * 60,
      periods: 3,
      errorImpact: 'A lead is more than ten minutes overdue and stays overdue: Baton cannot move it on.',
      runbookSection: 'oldest-overdue',
    });
    new BatonAlarm(this, 'OldestOverdueInImportLists', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'OldestOverdueInImportLists', 'Maximum'),
      threshold: 3600,
      periods: 3,
      errorImpact: 'A lead of an imported list is more than an hour overdue: the list is not being assigned.',
      runbookSection: 'list-stuck',
    });
    new BatonAlarm(this, 'QuarantineOverdue', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'QuarantineOverdue'),
      threshold: 1,
      errorImpact: 'Nobody has looked at a delivery that no lead could be made of: somebody is waiting for an answer.',
      runbookSection: 'quarantine-overdue',
    });
    new BatonAlarm(this, 'Healing', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'SweepHealed'),
      threshold: 20,
      periods: 5,
      errorImpact:
        'The sweep is doing the work of streams, queues and timers: every step of a lead is up to a minute late.',
      runbookSection: 'sweep-healing',
    });
    if (!deployment.environment.sweepRuns) return;
    new BatonAlarm(this, 'Silent', {
      deployment,
      metric: this.handler.metricInvocations({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      comparison: 'below',
      errorImpact: 'The safety net does not run: whatever streams, queues and timers miss is not healed.',
      runbookSection: FUNCTION_NAME,
    });
  }
}
