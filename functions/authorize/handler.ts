import { ApiKeyTable } from '../../shared/adapters/dynamodb/key-table.ts';
import { createAuthorizerHandler } from '../../shared/runtime/auth/authorizer.ts';
import { NO_SIGN_IN } from '../../shared/runtime/auth/no-sign-in.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/database.ts';
import { lazySignIn } from './lazy-sign-in.ts';

const runtime = startRuntime('authorize');
const env = readEnv('REPS_TABLE', 'ENVIRONMENT', 'SIGN_IN');
const db = createDatabase();
const keys = new ApiKeyTable({ db, table: env.REPS_TABLE });
const signIn =
  env.SIGN_IN === NO_SIGN_IN
    ? undefined
    : lazySignIn({ settings: env.SIGN_IN, environment: env.ENVIRONMENT, db, table: env.REPS_TABLE });

/**
 * Identifies the caller of the API by their bearer key or the token of their sign-in. Trigger: API Gateway, before each
 * route under /v1, without caching. Read-only, so duplicates do no harm. Late: a revoked key, and somebody who has left,
 * are denied from their next call on.
 */
export const handler = createAuthorizerHandler(runtime, { keys, environment: env.ENVIRONMENT, signIn });
