import { expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DoNotContactTable } from '../../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { ReportTable } from '../../../shared/adapters/dynamodb/report-table.ts';
import { aScriptedClient } from './scripted-client.ts';

const KEY = { pk: 'LEAD#1', sk: 'STATE' };

/** A database whose rows are all missing, and which reads of it were consistent. */
function aDatabase() {
  const { client, asked } = aScriptedClient({});
  const consistent = () =>
    asked.map(({ input }) => {
      const { rows = input } = (input.RequestItems ?? {}) as Record<string, Record<string, unknown>>;
      return rows.ConsistentRead;
    });
  return { db: new Database(client), consistent };
}

it('rows are read consistently unless the caller can do with those of a moment ago', async () => {
  const { db, consistent } = aDatabase();
  await db.get('rows', KEY);
  await db.getMany('rows', [KEY]);
  await db.get('rows', KEY, { consistent: false });
  await db.getMany('rows', [KEY], { consistent: false });
  expect(consistent()).toEqual([true, true, false, false]);
});

it('the do-not-contact list is read consistently unless a later look repeats this one', async () => {
  const { db, consistent } = aDatabase();
  const list = new DoNotContactTable({ db, table: 'rows' });
  await list.find(['a']);
  await list.find(['a'], { repeatedLater: false });
  await list.find(['a'], { repeatedLater: true });
  expect(consistent()).toEqual([true, true, false]);
});

it('a tally is not read consistently: it is written only over the version that was read', async () => {
  const { db, consistent } = aDatabase();
  await new ReportTable({ db, table: 'rows' }).tally({ day: '2026-11-23', time: '09:00', shard: 0 });
  expect(consistent()).toEqual([false]);
});
