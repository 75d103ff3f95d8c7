import { Construct } from 'constructs';
import { doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { personRoutes } from '../../shared/api/persons.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

/** Privacy: erasing people everywhere, exporting what is held about them, and the do-not-contact list. */
export class Privacy extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, secrets, api }: CapabilityProps) {
    super(scope, id);
    const manageErasures = new ServiceFunction(this, 'ManageErasures', {
      deployment,
      name: 'manage-erasures',
      invocation: 'request',
      errorImpact:
        'People cannot be erased, exported or kept from being contacted over the API; what began is recorded and continues.',
      memoryMegabytes: 1024,
      timeoutSeconds: 29,
    });
    storage.grant(manageErasures, {
      leads: { access: 'read-write', indexes: ['byState'] },
      reps: 'read-write',
      // All bodies are searched.
      deliveries: ['get', 'query', 'scan', 'put', 'delete'],
      bodies: 'erase',
    });
    secrets.grant(manageErasures, 'personKeys');
    api.serve(manageErasures, mergeRoutes(personRoutes, doNotContactRoutes));
  }
}
