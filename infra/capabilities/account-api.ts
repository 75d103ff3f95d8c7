import { Construct } from 'constructs';
import { accountRoutes } from '../../shared/api/accounts.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

/** The API for accounts: save them, look them up and confirm which account a lead belongs to. */
export class AccountApi extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, api }: CapabilityProps) {
    super(scope, id);
    const manageAccounts = new ServiceFunction(this, 'ManageAccounts', {
      deployment,
      name: 'manage-accounts',
      invocation: 'request',
      errorImpact:
        'Accounts cannot be looked up or confirmed over the API; leads are still routed from the stored data.',
      memoryMegabytes: 512,
    });
    storage.grant(manageAccounts, { leads: 'read-write', reps: 'read-write' });
    api.serve(manageAccounts, accountRoutes);
  }
}
