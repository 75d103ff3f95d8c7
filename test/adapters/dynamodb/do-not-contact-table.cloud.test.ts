import { afterAll, describe, expect, inject, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DoNotContactTable } from '../../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { keys } from '../../../shared/adapters/dynamodb/keys.ts';
import { DoNotContactBucket } from '../../../shared/adapters/s3/do-not-contact-records.ts';
import { doNotContactListContract, doNotContactRecordsContract } from '../contracts/do-not-contact-contract.ts';
import { aClient, createRecordBucket, createTables } from './test-tables.ts';

describe('on DynamoDB and S3', () => {
  const endpoint = inject('awsEndpoint');
  const client = aClient(endpoint);
  afterAll(() => client.destroy());

  doNotContactListContract(async () => {
    const { reps } = await createTables(endpoint);
    return new DoNotContactTable({ db: new Database(client), table: reps });
  });
  doNotContactRecordsContract(async () => new DoNotContactBucket(await createRecordBucket(endpoint)));

  it('a row that cannot be read is an error: nobody is taken for not listed', async () => {
    const { reps } = await createTables(endpoint);
    const db = new Database(client);
    await db.put({ TableName: reps, Item: { ...keys.doNotContact('k'), key: 'k', entry: 'torn' } });
    const list = new DoNotContactTable({ db, table: reps });
    await expect(list.find(['k'])).rejects.toMatchObject({ code: 'unreadable_row' });
  });
});
