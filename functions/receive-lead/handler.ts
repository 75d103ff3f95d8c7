import { sourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpHandler } from '../../shared/runtime/http/http-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realIntake } from '../wiring/intake.ts';
import { realPeople } from '../wiring/people.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';
import { receiveHook } from './receive-hook.ts';

const runtime = startRuntime('receive-lead');
const stores = realStores();
const secrets = realSecrets();
const env = readEnv('SOURCE_SECRETS_ARN', 'API_URL');
const deps = {
  ...stores,
  ...realIntake(stores.db),
  ...realPeople(secrets, stores.db),
  sourceSecrets: sourceSecrets({ reader: secrets, arn: env.SOURCE_SECRETS_ARN }),
  apiUrl: env.API_URL,
};

/**
 * Takes in whatever is posted under /hooks: checks size and sender, keeps the raw body, makes leads of it. Called by the HTTP API.
 * A delivery that comes twice is one touch; once the body is kept it is answered 2xx, whatever could be made of it.
 */
export const handler = httpHandler(runtime, (call) => receiveHook(call, runtime.meter, deps));
