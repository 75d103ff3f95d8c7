import { Database } from '../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../shared/adapters/dynamodb/document-client.ts';

/** Returns the database of the account and Region that the environment variables name. */
export function openDatabase(): Database {
  return new Database(createDocumentClient());
}
