import { afterAll, inject } from 'vitest';
import { CrmReadingTable } from '../../../shared/adapters/dynamodb/crm-reading-table.ts';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { crmReadingStoreContract } from '../contracts/crm-reading-store-contract.ts';
import { aClient, createTables } from './test-tables.ts';

const endpoint = inject('awsEndpoint');
const client = aClient(endpoint);
afterAll(() => client.destroy());

crmReadingStoreContract(async () => {
  const { reps } = await createTables(endpoint);
  return new CrmReadingTable({ db: new Database(client), table: reps });
});
