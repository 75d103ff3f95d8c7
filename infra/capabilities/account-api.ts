import { Construct } from 'constructs';
import { accountRoutes } from '../../shared/api/accounts.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Storage } from './storage.ts';

/** The API for accounts: save them, look them up and confirm which account a lead belongs to. */
export class AccountApi extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly deployment: Deployment; readonly storage: Storage; readonly api: Api },
  ) {
    super(scope, id);
    const { deployment, storage, api } = props;
    const manageAccounts = new ServiceFunction(this, 'ManageAccounts', {
      deployment,
      name: 'manage-accounts',
      invocation: 'request',
      errorImpact:
        'Accounts cannot be looked up or confirmed over the API; leads are still routed from the stored data.',
      settings: storage.settings('LEADS_TABLE', 'REPS_TABLE'),
      memoryMegabytes: 512,
    });
    storage.leads.grantRead(manageAccounts);
    storage.leads.grantWrite(manageAccounts);
    storage.reps.grantRead(manageAccounts);
    storage.reps.grantWrite(manageAccounts);
    api.serve(manageAccounts, accountRoutes);
  }
}
