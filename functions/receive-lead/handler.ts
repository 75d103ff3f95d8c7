import { RateTable } from '../../shared/adapters/dynamodb/rate-table.ts';
import { readSourceBody } from '../../shared/adapters/intake/read-body.ts';
import { createSourceSecretFinder } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createHttpHandler } from '../../shared/runtime/http/http-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createIntake } from '../wiring/intake.ts';
import { createPeople } from '../wiring/people.ts';
import { createEagerFetcher } from '../wiring/secret-fetcher.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { receiveHook } from './receive-hook.ts';

const runtime = startRuntime('receive-lead');
const stores = createCachedStores();
const secrets = createSecretReader(createEagerFetcher());
const env = readEnv('SOURCE_SECRETS_ARN', 'API_URL');
const deps = {
  ...stores,
  ...createIntake(stores.db),
  // Nearly every call reads a body and a person.
  readBody: readSourceBody,
  ...createPeople(secrets, stores.db),
  sourceSecrets: createSourceSecretFinder({ reader: secrets, arn: env.SOURCE_SECRETS_ARN }),
  rates: new RateTable({ db: stores.db, table: readEnv('DELIVERIES_TABLE').DELIVERIES_TABLE }),
  apiUrl: env.API_URL,
};

/**
 * Receives deliveries under /hooks: checks size and sender, stores the raw body, creates its leads. Trigger: the HTTP
 * API. Duplicates: a delivery sent twice counts once. Late: leads count from the time of receipt. Once the body is
 * stored the answer is 2xx, whatever its content.
 */
export const handler = createHttpHandler(runtime, (call) => receiveHook(call, runtime.meter, deps));
