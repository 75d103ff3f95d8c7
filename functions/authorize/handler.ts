import { ApiKeyTable } from '../../shared/adapters/dynamodb/key-table.ts';
import { createAuthorizerHandler } from '../../shared/runtime/auth/authorizer.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/stores.ts';

const runtime = startRuntime('authorize');
const env = readEnv('REPS_TABLE', 'ENVIRONMENT');
const keys = new ApiKeyTable({ db: createDatabase(), table: env.REPS_TABLE });

/**
 * Identifies the caller of the API by their bearer key. Trigger: API Gateway, before each route under /v1, without
 * caching. Read-only, so duplicates do no harm. Late: a revoked key is denied from its next call on.
 */
export const handler = createAuthorizerHandler(runtime, { keys, environment: env.ENVIRONMENT });
