import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/** What the timer and the sweep need: both may have to make any transition of a lead. */
export interface LeadStepAccess {
  readonly storage: Storage;
  readonly secrets: Secrets;
  /** API URL, for answer links. */
  readonly apiUrl: string;
}

/** Returns the settings of those functions. */
export function leadStepSettings({ storage, secrets, apiUrl }: LeadStepAccess): FunctionEnvironment {
  return {
    ...storage.settings('LEADS_TABLE', 'REPS_TABLE'),
    LINK_SECRET_ARN: secrets.links.secretArn,
    NOTIFY_SECRET_ARN: secrets.notifications.secretArn,
    API_URL: apiUrl,
  };
}

/** Grants them access to leads and reps, and to the secrets for notifications. */
export function grantLeadStepAccess(grantee: ServiceFunction, { storage, secrets }: LeadStepAccess): void {
  for (const table of [storage.leads, storage.reps]) {
    table.grantRead(grantee);
    table.grantWrite(grantee);
  }
  for (const secret of [secrets.links, secrets.notifications]) secret.grantRead(grantee);
}
