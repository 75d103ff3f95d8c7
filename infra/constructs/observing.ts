import { Construct } from 'constructs';
import { getAgreement, getSettings, putSettings, recordObservations } from '../../shared/runtime/api/observations.ts';
import type { Api } from './api.ts';
import type { Deployment } from './deployment.ts';
import { ServiceFunction } from './service-function.ts';
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
    const observe = new ServiceFunction(this, 'ObserveLeads', {
      deployment,
      name: 'observe-leads',
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
