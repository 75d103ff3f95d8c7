import { Construct } from 'constructs';
import { personRoutes } from '../../shared/api/persons.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

/** Privacy: erasing people everywhere, exporting what is held about them, and the records of erasures. */
export class Privacy extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, secrets, api }: CapabilityProps) {
    super(scope, id);
    const manageErasures = new ServiceFunction(this, 'ManageErasures', {
      deployment,
      name: 'manage-erasures',
      invocation: 'request',
      errorImpact:
        'People cannot be erased or exported over the API; an interrupted erasure is recorded and continues.',
      memoryMegabytes: 1024,
      timeoutSeconds: 29,
    });
    storage.grant(manageErasures, {
      leads: { access: 'read-write', indexes: ['byState'] },
      reps: 'read-write',
      deliveries: { access: 'read-write', indexes: [], scan: true },
      bodies: 'erase',
    });
    secrets.grant(manageErasures, 'personKeys');
    api.serve(manageErasures, personRoutes);
  }
}
