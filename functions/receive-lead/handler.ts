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
 * Receives deliveries under /hooks: checks size and sender, stores the raw body, creates its leads. Trigger: the HTTP
 * API. Duplicates: a delivery sent twice counts once. Late: leads count from the time of receipt. Once the body is
 * stored the answer is 2xx, whatever its content.
 */
export const handler = httpHandler(runtime, (call) => receiveHook(call, runtime.meter, deps));
