import { Duration } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { acknowledge, wildcardBelow } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createServiceRole } from '../constructs/service-role.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'read-crm';
const EVERY_MINUTES = 1;
/** When people must look: longer than most outages of a vendor. */
const FAILING_SECONDS = 15 * 60;

/**
 * Reads from the CRM what people do there. Its pause switch is `crmReadingRuns` in environments.ts; when it runs again,
 * it goes on where it stopped.
 */
export class CrmReading extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, secrets }: CapabilityProps) {
    super(scope, id);
    const readCrm = new ServiceFunction(this, 'ReadCrm', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'event',
      errorImpact: 'What people do in the CRM is taken late: logged calls stop no clock, owners set there are unknown.',
      memoryMegabytes: 512,
      timeoutSeconds: 60,
    });
    storage.grant(readCrm, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(readCrm, 'crm', 'personKeys');
    const role = createServiceRole(this, 'ScheduleRole', 'scheduler.amazonaws.com');
    acknowledge(role, {
      [wildcardBelow(readCrm.live, ':*')]: 'CDK grants access to a function including its versions.',
    });
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.rate(Duration.minutes(EVERY_MINUTES)),
      enabled: deployment.environment.crmReadingRuns,
      target: new LambdaInvoke(readCrm.live, {
        role,
        deadLetterQueue: readCrm.deadLetters,
        retryAttempts: 0,
        maxEventAge: Duration.minutes(EVERY_MINUTES),
      }),
    });
    new BatonAlarm(this, 'Failing', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'CrmReadFailing', 'Maximum'),
      threshold: FAILING_SECONDS,
      periods: 3,
      errorImpact: 'The CRM cannot be read: logged calls stop no clock, so leads of reps who called are reassigned.',
      runbookSection: 'crm-not-read',
    });
  }
}
