import { Construct } from 'constructs';
import { NO_SIGN_IN } from '../../shared/runtime/auth/no-sign-in.ts';
import { SignInSettingsSchema } from '../../shared/runtime/auth/sign-in.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Storage } from './storage.ts';

/** The API authorizer: by keys, which are stored hashed, each with a role, and by tokens of the company's sign-in. */
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
    this.handler.addSettings({ SIGN_IN: signInSettingOf(deployment.environment) });
    storage.grant(this.handler, { reps: ['get'] });
  }
}

/** Returns the setting of how people sign in. @throws what is wrong with it, so that it is never deployed */
function signInSettingOf({ name, signIn }: Deployment['environment']): string {
  if (signIn === undefined) return NO_SIGN_IN;
  const settings = SignInSettingsSchema.parse(signIn);
  if (name !== 'local' && !settings.issuer.startsWith('https://'))
    throw new Error(`signIn.issuer of ${name} is ${settings.issuer}: expected a URL that begins with https://`);
  return JSON.stringify(settings);
}
