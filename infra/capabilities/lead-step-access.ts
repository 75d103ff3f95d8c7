import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/** What the two functions work with that may have to take any step of a lead: the timer and the sweep. */
export interface EveryStepNeeds {
  readonly storage: Storage;
  readonly secrets: Secrets;
  /** Address of the API, for answer links. */
  readonly apiUrl: string;
}

/** Their settings. */
export function everyStepSettings({ storage, secrets, apiUrl }: EveryStepNeeds): FunctionEnvironment {
  return {
    ...storage.settings('LEADS_TABLE', 'REPS_TABLE'),
    LINK_SECRET_ARN: secrets.links.secretArn,
    NOTIFY_SECRET_ARN: secrets.notifications.secretArn,
    API_URL: apiUrl,
  };
}

/** What they may do to leads and reps, and tell people. */
export function grantEveryStep(grantee: ServiceFunction, { storage, secrets }: EveryStepNeeds): void {
  for (const table of [storage.leads, storage.reps]) {
    table.grantRead(grantee);
    table.grantWrite(grantee);
  }
  for (const secret of [secrets.links, secrets.notifications]) secret.grantRead(grantee);
}
