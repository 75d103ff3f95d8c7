import { afterAll, describe, inject } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { leadStoreContract } from '../contracts/lead-store-contract.ts';
import { repStoreContract } from '../contracts/rep-store-contract.ts';
import { aClient, makeTables } from './test-tables.ts';

/** The contracts that the in-memory twins keep, kept by the tables on a real endpoint. Each test gets tables of its own. */
describe('on DynamoDB', () => {
  const endpoint = inject('endpoint');
  const client = aClient(endpoint);
  afterAll(() => client.destroy());

  const makeStores = async () => {
    const tables = await makeTables(endpoint);
    const db = new Database(client);
    return { leads: new LeadTable({ db, tables }), reps: new RepTable({ db, table: tables.reps }) };
  };

  describe('the lead table', () => leadStoreContract(makeStores));
  describe('the rep table', () => repStoreContract(makeStores));
});
