import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { AccountTable } from '../../../shared/adapters/dynamodb/account-table.ts';
import { Database, type Row } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { FindingTable } from '../../../shared/adapters/dynamodb/finding-table.ts';
import { ApiKeyTable } from '../../../shared/adapters/dynamodb/key-table.ts';
import { keys } from '../../../shared/adapters/dynamodb/keys.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { ShadowTable } from '../../../shared/adapters/dynamodb/observation-table.ts';
import { PlanJournalTable } from '../../../shared/adapters/dynamodb/plan-journal-table.ts';
import { PlanTable } from '../../../shared/adapters/dynamodb/plan-table.ts';
import { queryReadable } from '../../../shared/adapters/dynamodb/readable-rows.ts';
import { HoldRow } from '../../../shared/adapters/dynamodb/rep-rows.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { ReportTable } from '../../../shared/adapters/dynamodb/report-table.ts';
import { SourceTable } from '../../../shared/adapters/dynamodb/source-table.ts';
import { WebhookTable } from '../../../shared/adapters/dynamodb/webhook-table.ts';
import { BodyBucket } from '../../../shared/adapters/s3/body-bucket.ts';
import { failure } from '../../../shared/domain/result.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { ROWS } from './row-cases.ts';
import { aRetryPolicyWithoutWaits, aScriptedClient } from './scripted-client.ts';

const TABLES = { leads: 'leads', reps: 'reps' };
const page = { limit: 10 };
const bodies = new BodyBucket({ client: new S3Client({ region: 'us-east-1' }), bucket: 'bodies' });

/** A row of this type under these keys, as `row-cases.ts` has it. */
function aRow(type: string, sk: string): Row {
  return { pk: 'LEAD#l', sk, ...ROWS[type]?.wholes[0] };
}

/** A database in which each query finds these rows, and of single rows that are asked for by key this one. */
function aDatabase(...rows: readonly Row[]) {
  return aDatabaseWith(undefined, rows);
}

function aDatabaseWith(Item: Row | undefined, rows: readonly Row[] = []) {
  const reported: string[] = [];
  const { client } = aScriptedClient({ Items: rows, Item, Responses: { leads: rows, reps: rows } });
  const db = new Database(client, aRetryPolicyWithoutWaits(), (key) => reported.push(key));
  return { db, reported };
}

type List = (db: Database) => Promise<readonly unknown[]>;
const leadTable = (db: Database) => new LeadTable({ db, tables: TABLES });
const repTable = (db: Database) => new RepTable({ db, table: 'reps' });
const deliveryTable = (db: Database) => new DeliveryTable({ db, table: 'd', bodies, retentionSeconds: 1 });
const reportTable = (db: Database) => new ReportTable({ db, table: 'r' });

const LISTS: readonly (readonly [string, string, List])[] = [
  ['a team’s queue', 'WorkItemRow', async (db) => (await leadTable(db).queue('sdr', page)).items],
  ['a timeline', 'EventRow', (db) => leadTable(db).timeline('l')],
  ['all reps', 'RepRow', (db) => repTable(db).list()],
  ['the holds of a rep', 'HoldRow', (db) => repTable(db).holdsOf('kim')],
  ['pending changes of reps', 'RepChangeRow', (db) => repTable(db).pendingChanges(MONDAY, 10)],
  ['pending deliveries', 'IdRow', (db) => deliveryTable(db).pending(MONDAY, 100)],
  ['quarantined deliveries', 'QuarantinedDeliveryRow', async (db) => (await deliveryTable(db).quarantined(page)).items],
  ['refused deliveries', 'RefusedDeliveryRow', (db) => deliveryTable(db).refused('form')],
  ['accounts', 'AccountRow', (db) => new AccountTable({ db, table: 'reps' }).list()],
  ['sources', 'SourceRow', (db) => new SourceTable({ db, table: 'reps' }).list()],
  ['findings', 'FindingRow', (db) => new FindingTable({ db, table: 'd' }).ofSource('form')],
  ['activity of sources', 'ActivityRow', (db) => new FindingTable({ db, table: 'd' }).activity()],
  ['plans', 'HeadRow', (db) => new PlanTable({ db, table: 'reps', read: () => failure([]) }).versions()],
  ['the journal of the plan', 'JournalRow', (db) => new PlanJournalTable({ db, table: 'reps' }).entries()],
  ['webhooks', 'SubscriptionRow', (db) => new WebhookTable({ db, tables: TABLES }).list()],
  ['deliveries to webhooks', 'WebhookDeliveryRow', (db) => new WebhookTable({ db, tables: TABLES }).deliveries('l')],
  [
    'leads in shadow mode',
    'ObservationRow',
    async (db) => (await new ShadowTable({ db, table: 'l' }).listDay('2026-11-23', page)).items,
  ],
  ['the counts of a day', 'CountsRow', async (db) => (await reportTable(db).day('2026-11-23')).cells],
];

describe('one unreadable row', () => {
  it.each(LISTS)('of %s is reported and hides no other', async (_, type, list) => {
    const broken = { pk: 'LEAD#b', sk: 'EVENT#BROKEN' };
    const { db, reported } = aDatabase(aRow(type, 'EVENT#A'), broken, aRow(type, 'EVENT#B'));
    const alone = aDatabase(aRow(type, 'EVENT#A'), aRow(type, 'EVENT#B'));
    expect(await list(db)).toEqual(await list(alone.db));
    expect(reported).toContain('LEAD#b/EVENT#BROKEN');
    expect(alone.reported).toEqual([]);
  });

  it('of a member of a team leaves out that rep alone, whose load nobody knows', async () => {
    const reps = ['ana', 'bo'].map((id) => ({ ...aRow('RepRow', 'PROFILE'), pk: `REP#${id}`, id }));
    const loads = [
      { ...keys.load('ana'), open: 'many' },
      { ...keys.load('bo'), open: 3, days: {} },
    ];
    const members = ['ana', 'bo'].map((id) => ({ pk: 'TEAM#sdr', sk: `MEMBER#${id}` }));
    const { client } = aScriptedClient(
      { Items: members },
      { Items: loads, Responses: { reps: loads } },
      { Responses: { reps } },
    );
    const reported: string[] = [];
    const db = new Database(client, aRetryPolicyWithoutWaits(), (key) => reported.push(key));
    const found = await repTable(db).membersOf('sdr');
    expect(found.isComplete).toBe(false);
    expect(found.members.map(({ rep, load }) => [rep.id, load.open])).toEqual([['bo', 3]]);
    expect(reported).toEqual(['REP#ana/PROFILE']);
  });

  it('is an error for whoever asks for that row', async () => {
    const row = { pk: 'LEAD#b', sk: 'STATE' };
    const { db } = aDatabaseWith(row, [row]);
    await expect(leadTable(db).load('b')).rejects.toThrow('unreadable_row');
    await expect(repTable(db).get('b')).rejects.toThrow('unreadable_row');
  });

  it('of an API key lets nobody in', async () => {
    const key = { ...aRow('ApiKeyRow', 'KEY'), role: 'owner' };
    const { db, reported } = aDatabaseWith(key);
    expect(await new ApiKeyTable({ db, table: 'reps' }).byId('00ff00ff00ff00ff')).toBeUndefined();
    expect(reported).toEqual(['LEAD#l/KEY']);
  });
});

it('however many unreadable rows are in front, the readable ones behind them are found', async () => {
  const broken = Array.from({ length: 37 }, (_, number) => ({ pk: 'p', sk: `${number}` }));
  const rows: readonly Row[] = [...broken, ...[1, 2, 3].map((weight) => ({ lead: 'l', weight, team: 'sdr' }))];
  const reported: Row[] = [];
  const asked: number[] = [];
  const db = {
    query: async (_: unknown, limit = 0) => {
      asked.push(limit);
      return rows.slice(0, limit);
    },
    reportUnreadable: (row: Row) => reported.push(row),
  };
  const found = await queryReadable(db, { TableName: 't' }, 2, HoldRow);
  expect(found.map(({ weight }) => weight)).toEqual([1, 2]);
  expect(reported).toHaveLength(37);
  expect(asked.length).toBeLessThan(8);
  expect(await queryReadable(db, { TableName: 't' }, 100, HoldRow)).toHaveLength(3);
});
