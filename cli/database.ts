import { Database } from '../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../shared/adapters/dynamodb/document-client.ts';
import { DEFAULT_RETRY_POLICY } from '../shared/adapters/dynamodb/retry-policy.ts';

/** Returns the database of the account and Region that the environment variables name. */
export function openDatabase(): Database {
  return new Database(createDocumentClient(), DEFAULT_RETRY_POLICY, (key) => {
    process.stderr.write(`Left out the row ${key}, which cannot be read. See "Unreadable rows" in docs/runbook.md.\n`);
  });
}
