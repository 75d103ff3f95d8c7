import { Database } from '../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../shared/adapters/dynamodb/document-client.ts';

/** The database of the account and region that the surroundings name. */
export function database(): Database {
  return new Database(createDocumentClient());
}
