import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'send-digests';
const EVERY_MINUTES = 5;

/**
 * Tells people what is not urgent when they want to hear it: after their quiet hours, or collected once a day. Tells
 * managers each morning what their teams are at, and once a week the figures. Once a day computes what results do to the weights of reps. Its pause
 * switch is `digestsRun` in environments.ts.
 */
export class Digests extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, secrets, api, mail }: CapabilityProps) {
    super(scope, id);
    const sendDigests = new ServiceFunction(this, 'SendDigests', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'event',
      errorImpact:
        'What was held for people is told late, and weights by results stay as they were. Urgent notifications are not held.',
      settings: { API_URL: api.url },
      timeoutSeconds: 60,
    });
    storage.grant(sendDigests, {
      leads: { access: 'read-write', indexes: ['due', 'byTeam', 'byState'] },
      reps: 'read-write',
      reports: ['query'],
    });
    secrets.grant(sendDigests, 'links', 'notifications', 'slack');
    mail.grantSend(sendDigests);
    this.#schedule(sendDigests, deployment);
    this.#alarms(sendDigests, deployment);
  }

  #schedule(sendDigests: ServiceFunction, deployment: Deployment): void {
    deployment.schedules.add(this, 'EveryFiveMinutes', {
      every: Duration.minutes(EVERY_MINUTES),
      enabled: deployment.environment.digestsRun,
      starts: sendDigests,
    });
  }

  #alarms(sendDigests: ServiceFunction, deployment: Deployment): void {
    new BatonAlarm(this, 'Failed', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'DigestsFailed').with({
        period: Duration.minutes(EVERY_MINUTES),
      }),
      threshold: 1,
      periods: 3,
      errorImpact:
        'Somebody cannot be told what was held for them, or weights by results are out of date. It is tried again every five minutes.',
      runbookSection: FUNCTION_NAME,
    });
    if (!deployment.environment.digestsRun) return;
    new BatonAlarm(this, 'Silent', {
      deployment,
      metric: sendDigests.metricInvocations({ period: Duration.minutes(3 * EVERY_MINUTES), statistic: 'Sum' }),
      threshold: 1,
      comparison: 'below',
      errorImpact: 'What was held for people is not told. Urgent notifications are not held.',
      runbookSection: FUNCTION_NAME,
    });
  }
}
