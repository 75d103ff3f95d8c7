import { expect, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DoNotContactTable } from '../../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
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

it('leads and claims are read consistently unless the caller says otherwise', async () => {
  const { db, consistent } = aDatabase();
  const leads = new LeadTable({ db, tables: { leads: 'rows', reps: 'rows' } });
  for (const options of [undefined, { consistent: false }]) {
    await leads.load('a', options);
    await leads.loadEnrichment('a', options);
    await leads.leadOfPerson('a', options);
    await leads.leadOfSubmission('a', options);
  }
  await leads.leadOfExternalId('a');
  expect(consistent()).toEqual([true, true, true, true, false, false, false, false, true]);
});

it('of a team, only the list of its members is not read consistently', async () => {
  const { client, asked } = aScriptedClient({ Items: [{ pk: 'TEAM#sdr', sk: 'MEMBER#kim' }] }, {});
  await new RepTable({ db: new Database(client), table: 'rows' }).membersOf('sdr');
  expect(asked[0]?.input.ConsistentRead).toBe(false);
  for (const { input } of asked.slice(1)) expect(JSON.stringify(input)).toContain('"ConsistentRead":true');
  expect(asked.length).toBeGreaterThan(1);
});

it('a tally is not read consistently: it is written only over the version that was read', async () => {
  const { db, consistent } = aDatabase();
  await new ReportTable({ db, table: 'rows' }).tally({ day: '2026-11-23', time: '09:00', shard: 0 });
  expect(consistent()).toEqual([false]);
});
