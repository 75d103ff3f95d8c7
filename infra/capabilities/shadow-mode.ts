import { Construct } from 'constructs';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Storage } from './storage.ts';

/**
 * Shadow mode: the switch between live and shadow, the incumbent's owners, and the comparison between the two systems.
 */
export class ShadowMode extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly deployment: Deployment; readonly storage: Storage; readonly api: Api },
  ) {
    super(scope, id);
    const { deployment, storage, api } = props;
    const observe = new ServiceFunction(this, 'ManageShadowMode', {
      deployment,
      name: 'manage-shadow-mode',
      invocation: 'request',
      errorImpact: 'Nobody can switch the mode or see the comparison; leads continue in the current mode.',
      settings: storage.settings('LEADS_TABLE', 'REPS_TABLE'),
      memoryMegabytes: 512,
      timeoutSeconds: 29,
    });
    storage.leads.grantRead(observe);
    storage.leads.grantWrite(observe);
    storage.reps.grantRead(observe);
    storage.reps.grantWrite(observe);
    api.serve(observe, shadowModeRoutes);
  }
}
