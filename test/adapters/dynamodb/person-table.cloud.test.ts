import { afterAll, describe, inject } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { FindingTable } from '../../../shared/adapters/dynamodb/finding-table.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { PersonTable } from '../../../shared/adapters/dynamodb/person-table.ts';
import { personEraserContract } from '../contracts/person-eraser-contract.ts';
import { aClient, createBucket, createTables } from './test-tables.ts';

describe('on DynamoDB and S3', () => {
  const endpoint = inject('awsEndpoint');
  const client = aClient(endpoint);
  afterAll(() => client.destroy());

  personEraserContract(async () => {
    const tables = await createTables(endpoint);
    const db = new Database(client);
    const bodies = await createBucket(endpoint);
    return {
      eraser: new PersonTable({ db, tables, bodies }),
      leads: new LeadTable({ db, tables }),
      deliveries: new DeliveryTable({ db, table: tables.deliveries, bodies, retentionSeconds: 3600 }),
      findings: new FindingTable({ db, table: tables.deliveries }),
    };
  });
});
