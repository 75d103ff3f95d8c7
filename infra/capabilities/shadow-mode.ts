import { Construct } from 'constructs';
import { getAgreement, getSettings, putSettings, recordObservations } from '../../shared/api/observations.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Storage } from './storage.ts';

/** Running beside another system: whether Baton is live, who really has its leads, and how often the two agree. */
export class Observing extends Construct {
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
      invokedBy: 'request',
      errorImpact: 'Nobody can switch between live and observe, or compare; leads flow in the mode that was set.',
      settings: storage.settings('LEADS_TABLE', 'REPS_TABLE'),
      memoryMegabytes: 512,
      timeoutSeconds: 29,
    });
    storage.leads.grantRead(observe);
    storage.leads.grantWrite(observe);
    storage.reps.grantRead(observe);
    storage.reps.grantWrite(observe);
    api.serve(observe, { routes: [getSettings, putSettings, recordObservations, getAgreement] });
  }
}
