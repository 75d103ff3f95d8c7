import { CrmLinkTable } from '../../shared/adapters/dynamodb/crm-link-table.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Creates the store of what was written to the CRM. */
export function createCrmLinkStore(db: Database): CrmLinkTable {
  return new CrmLinkTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}
