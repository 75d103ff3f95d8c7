import { Duration } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HUBSPOT_HOOK_PATH } from '../../shared/api/crm-hooks.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
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
  constructor(scope: Construct, id: string, { deployment, storage, secrets, api }: CapabilityProps) {
    super(scope, id);
    const readCrm = new ServiceFunction(this, 'ReadCrm', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'event',
      errorImpact: 'What people do in the CRM is taken late: logged calls stop no clock, owners set there are unknown.',
      settings: { API_URL: api.url },
      memoryMegabytes: 512,
      timeoutSeconds: 60,
    });
    storage.grant(readCrm, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(readCrm, 'crm', 'personKeys');
    if (deployment.environment.crmReadingRuns) this.#takeWebhooks(readCrm, api);
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

  #takeWebhooks(readCrm: ServiceFunction, api: Api): void {
    api.serveOpen(HUBSPOT_HOOK_PATH, readCrm, {
      publicBecause: 'HubSpot cannot log in. The function checks its signature over the address, time and raw body.',
      throttle: 'answers',
    });
    mayStartItself(this, readCrm);
  }
}

/** HubSpot waits five seconds for an answer, so the function reads in a call of its own. */
function mayStartItself(scope: Construct, { live, role }: ServiceFunction): void {
  if (!role) throw new Error('a function has a role');
  // Not in the role's own policy: the function needs that one to exist, and this one needs the function.
  const statement = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [live.functionArn] });
  new Policy(scope, 'StartItself', { statements: [statement], roles: [role] });
}
