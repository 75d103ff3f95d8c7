import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { DEFAULT_RETRY_POLICY } from '../../shared/adapters/dynamodb/retry-policy.ts';
import { createUnreadableRowReport } from './unreadable-rows.ts';

/** Creates the environment's database. */
export function createDatabase(): Database {
  return new Database(createDocumentClient(), DEFAULT_RETRY_POLICY, createUnreadableRowReport());
}
