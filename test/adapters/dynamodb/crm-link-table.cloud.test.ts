import { afterAll, inject } from 'vitest';
import { CrmLinkTable } from '../../../shared/adapters/dynamodb/crm-link-table.ts';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { PersonTable } from '../../../shared/adapters/dynamodb/person-table.ts';
import { crmLinkStoreContract } from '../contracts/crm-link-store-contract.ts';
import { aClient, createBucket, createTables } from './test-tables.ts';

const endpoint = inject('awsEndpoint');
const client = aClient(endpoint);
afterAll(() => client.destroy());

crmLinkStoreContract(async () => {
  const tables = await createTables(endpoint);
  const db = new Database(client);
  return {
    links: new CrmLinkTable({ db, table: tables.leads }),
    eraser: new PersonTable({ db, tables, bodies: await createBucket(endpoint) }),
  };
});
