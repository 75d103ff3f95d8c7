import { Duration } from 'aws-cdk-lib';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

/** The functions that send notifications. */
const NOTIFYING_FUNCTIONS = {
  AtOnce: 'notify-rep',
  OnTime: 'take-due-step',
  BySweep: 'sweep',
  AfterBounces: 'take-bounces',
} as const;

/**
 * Notifies reps, and the people that leads are escalated to, of what happened and what is due, and changes sent messages
 * when what they say is no longer true.
 */
export class Notifications extends Construct {
  readonly notifyRep: ServiceFunction;

  constructor(scope: Construct, id: string, props: CapabilityProps) {
    super(scope, id);
    const { deployment, storage, secrets, events, api, mail } = props;
    this.notifyRep = new ServiceFunction(this, 'NotifyRep', {
      deployment,
      name: 'notify-rep',
      invocation: 'event',
      errorImpact:
        'Reps are not notified of their leads, whose clocks still run; or sent messages show an old state of theirs.',
      // For the answer links.
      settings: { API_URL: api.url },
      // All messages of a lead are changed in one call.
      timeoutSeconds: 60,
    });
    events.relay.allow('lambda:InvokeFunction', this.notifyRep.live.functionArn);
    events.relay.addSettings({ NOTIFY_FUNCTION_ARN: this.notifyRep.live.functionArn });
    storage.grant(this.notifyRep, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(this.notifyRep, 'links', 'notifications', 'slack');
    mail.grantSend(this.notifyRep);
    this.#takeBounces(props);
    this.#addAlarms(deployment);
    this.#addSlack(props);
  }

  /** What people do in Slack: answers by buttons and forms. */
  #addSlack({ deployment, storage, secrets, api }: CapabilityProps): void {
    const handleSlack = new ServiceFunction(this, 'HandleSlack', {
      deployment,
      name: 'handle-slack',
      invocation: 'request',
      errorImpact: 'Reps cannot answer in Slack: their clocks keep running. Answer links and the API still work.',
      // Slack gives up after three seconds, a cold start included.
      memoryMegabytes: 1024,
    });
    storage.grant(handleSlack, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(handleSlack, 'slack');
    api.serveAllUnder('/slack', handleSlack, {
      publicBecause: 'Slack cannot log in. The function checks its signature over the time and the raw body.',
      throttle: 'answers',
    });
  }

  /** Goes on to the next channel when a mail was not delivered. */
  #takeBounces({ deployment, storage, secrets, api, mail }: CapabilityProps): void {
    const takeBounces = new ServiceFunction(this, 'TakeBounces', {
      deployment,
      name: 'take-bounces',
      invocation: 'event',
      errorImpact: 'People whose mail bounced are not told by another channel. The clock still runs.',
      settings: { API_URL: api.url },
      timeoutSeconds: 30,
    });
    storage.grant(takeBounces, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(takeBounces, 'links', 'notifications', 'slack');
    mail.grantSend(takeBounces);
    mail.bounces.addSubscription(
      new LambdaSubscription(takeBounces.live, { deadLetterQueue: takeBounces.deadLetters }),
    );
  }

  #addAlarms(deployment: Deployment): void {
    for (const [id, name] of Object.entries(NOTIFYING_FUNCTIONS))
      new BatonAlarm(this, `NobodyReached${id}`, {
        deployment,
        metric: customMetric(deployment, name, 'NobodyReached').with({ period: Duration.minutes(5) }),
        threshold: 1,
        errorImpact:
          'No channel can reach a person who should hear of a lead; the manager is told instead, if reachable.',
        runbookSection: 'nobody-reached',
      });
  }
}
