import { Construct } from 'constructs';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Storage } from './storage.ts';

/** The API authorizer. Keys are stored hashed, each with a role. */
export class Authorizer extends Construct {
  readonly handler: ServiceFunction;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment; readonly storage: Storage }) {
    super(scope, id);
    const { deployment, storage } = props;
    this.handler = new ServiceFunction(this, 'Authorize', {
      deployment,
      name: 'authorize',
      invocation: 'request',
      errorImpact: 'Nobody can use the API; hooks and answer links still work.',
    });
    storage.grant(this.handler, { reps: ['get'] });
  }
}
