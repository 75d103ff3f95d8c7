import { afterAll, describe, inject } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { PilotTable } from '../../../shared/adapters/dynamodb/pilot-table.ts';
import { PlanTable } from '../../../shared/adapters/dynamodb/plan-table.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { success } from '../../../shared/domain/result.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { pilotStoreContract } from '../contracts/pilot-store-contract.ts';
import { aClient, createTables } from './test-tables.ts';

describe('on DynamoDB', () => {
  const endpoint = inject('awsEndpoint');
  const client = aClient(endpoint);
  afterAll(() => client.destroy());

  pilotStoreContract(async () => {
    const { reps: table } = await createTables(endpoint);
    const db = new Database(client);
    const read = (tree: unknown) => success(aPlan(tree as Partial<Plan>));
    const plans = new PlanTable({ db, table, read });
    return { plans, pilots: new PilotTable({ db, table, plans }) };
  });
});
