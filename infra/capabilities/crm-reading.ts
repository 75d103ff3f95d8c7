import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
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
    deployment.schedules.add(this, 'Schedule', {
      every: Duration.minutes(EVERY_MINUTES),
      enabled: deployment.environment.crmReadingRuns,
      starts: readCrm,
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
