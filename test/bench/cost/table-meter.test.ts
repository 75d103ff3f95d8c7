import { describe, expect, it } from 'vitest';
import { itemBytes, readUnits, writeUnits } from '../../../bench/cost/item-size.ts';
import { TableMeter } from '../../../bench/cost/table-meter.ts';

const DUE = { name: 'due', keys: ['duePk', 'dueAt'], projectsAll: false };
const WHOLE = { ...DUE, projectsAll: true };

const row = (dueAt: string | undefined, note = '') => ({
  pk: { S: 'LEAD#1' },
  sk: { S: 'STATE' },
  note: { S: note },
  ...(dueAt === undefined ? {} : { duePk: { S: 'DUE#1' }, dueAt: { S: dueAt } }),
});
const put = (item: object) => ({ TransactItems: [{ Put: { TableName: 'leads', Item: item } }] });

describe('the size of an item', () => {
  it('counts names, UTF-8 strings, digits in pairs, and the overhead of lists and maps', () => {
    expect(itemBytes({ name: { S: 'Zoë' } })).toBe(4 + 4);
    expect(itemBytes({ n: { N: '12345' }, yes: { BOOL: true } })).toBe(1 + 4 + 3 + 1);
    expect(itemBytes({ m: { M: { a: { S: 'bc' } } }, l: { L: [{ S: 'd' }] } })).toBe(1 + 3 + 1 + 1 + 2 + 1 + 3 + 1 + 1);
  });

  it('is charged per started kilobyte for writes, per started four for reads', () => {
    expect([1, 1024, 1025].map(writeUnits)).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map(readUnits)).toEqual([1, 1, 2]);
  });
});

describe('the cost of a write', () => {
  it('is double in a transaction, plus one for each index entry that appears, changes or disappears', () => {
    const meter = new TableMeter(() => [DUE]);
    expect(meter.unitsOf('receive-lead', 'TransactWriteItems', put(row('09:00')), {})).toEqual({
      reads: 0,
      writes: 2,
      indexWrites: 1,
    });
    const unmoved = meter.unitsOf('receive-lead', 'TransactWriteItems', put(row('09:00', 'changed')), {});
    expect(unmoved).toEqual({ reads: 0, writes: 2, indexWrites: 0 });
    const moved = meter.unitsOf('receive-lead', 'TransactWriteItems', put(row('10:00')), {});
    expect(moved.indexWrites).toBe(2);
    const gone = meter.unitsOf('receive-lead', 'TransactWriteItems', put(row(undefined)), {});
    expect(gone.indexWrites).toBe(1);
  });

  it('is higher with an index of whole items, where every change is written too', () => {
    const meter = new TableMeter(() => [WHOLE]);
    meter.unitsOf('receive-lead', 'PutItem', { TableName: 'leads', Item: row('09:00') }, {});
    const changed = meter.unitsOf(
      'receive-lead',
      'PutItem',
      { TableName: 'leads', Item: row('09:00', 'x'.repeat(2000)) },
      {},
    );
    expect(changed).toEqual({ reads: 0, writes: 2, indexWrites: 2 });
  });
});

describe('the cost of an update', () => {
  const key = { pk: { S: 'DAY#1' }, sk: { S: 'CELL' } };
  const update = { TableName: 'reports', Key: key };
  const stored = async () => ({ ...key, counts: { S: 'x'.repeat(1500) } });

  it('is that of the whole item, double in a transaction, and goes to whoever made it', async () => {
    const meter = new TableMeter(() => []);
    expect(meter.unitsOf('roll-up', 'UpdateItem', update, {}).writes).toBe(0);
    meter.unitsOf('roll-up', 'TransactWriteItems', { TransactItems: [{ Update: update }] }, {});
    meter.unitsOf('sweep', 'UpdateItem', update, {});
    expect(Object.fromEntries(await meter.chargeUpdates(stored))).toMatchObject({
      'roll-up': { writes: 2 + 4 },
      sweep: { writes: 2 },
    });
    expect(Object.fromEntries(meter.writesByRow)).toEqual({ 'DAY/CELL': 8 });
    expect((await meter.chargeUpdates(stored)).size).toBe(0);
  });

  it('is one unit if the item is gone', async () => {
    const meter = new TableMeter(() => []);
    meter.unitsOf('roll-up', 'UpdateItem', update, {});
    expect((await meter.chargeUpdates(async () => undefined)).get('roll-up')?.writes).toBe(1);
  });

  it('includes the index entries that it adds, moves or removes', async () => {
    const meter = new TableMeter(() => [DUE]);
    meter.unitsOf('receive-lead', 'PutItem', { TableName: 'leads', Item: row('09:00') }, {});
    meter.unitsOf('receive-lead', 'UpdateItem', { TableName: 'leads', Key: { pk: row('').pk, sk: row('').sk } }, {});
    const charged = await meter.chargeUpdates(async () => row(undefined));
    expect(charged.get('receive-lead')).toEqual({ reads: 0, writes: 1, indexWrites: 1 });
  });
});

describe('the cost of a read', () => {
  const items = Array.from({ length: 3 }, () => row('09:00', 'x'.repeat(3000)));

  it('is the total size for a query, half unless consistent; per item for a batch', () => {
    const meter = new TableMeter(() => []);
    expect(meter.unitsOf('receive-lead', 'Query', { ConsistentRead: true }, { Items: items }).reads).toBe(3);
    expect(meter.unitsOf('receive-lead', 'Query', {}, { Items: items }).reads).toBe(1.5);
    expect(meter.unitsOf('receive-lead', 'GetItem', { ConsistentRead: true }, {}).reads).toBe(1);
  });

  it('is at least one unit for each row of a batch, whether it exists or not', () => {
    const meter = new TableMeter(() => []);
    const [found, missing] = ['1', '2'].map((id) => ({ pk: { S: `LEAD#${id}` }, sk: { S: 'STATE' } }));
    const batch = (ConsistentRead: boolean) => ({
      RequestItems: { leads: { ConsistentRead, Keys: [found, missing] } },
    });
    const answer = { Responses: { leads: [row('09:00', 'x'.repeat(5000))] } };
    expect(meter.unitsOf('assign-leads', 'BatchGetItem', batch(true), answer).reads).toBe(2 + 1);
    expect(meter.unitsOf('assign-leads', 'BatchGetItem', batch(false), answer).reads).toBe(1.5);
    expect(Object.fromEntries(meter.readsByRow)).toEqual({ 'assign-leads LEAD/STATE': 4.5 });
  });
});
