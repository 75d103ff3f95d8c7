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
    expect(meter.unitsOf('TransactWriteItems', put(row('09:00')), {})).toEqual({ reads: 0, writes: 2, indexWrites: 1 });
    const unmoved = meter.unitsOf('TransactWriteItems', put(row('09:00', 'changed')), {});
    expect(unmoved).toEqual({ reads: 0, writes: 2, indexWrites: 0 });
    const moved = meter.unitsOf('TransactWriteItems', put(row('10:00')), {});
    expect(moved.indexWrites).toBe(2);
    const gone = meter.unitsOf('TransactWriteItems', put(row(undefined)), {});
    expect(gone.indexWrites).toBe(1);
  });

  it('is higher with an index of whole items, where every change is written too', () => {
    const meter = new TableMeter(() => [WHOLE]);
    meter.unitsOf('PutItem', { TableName: 'leads', Item: row('09:00') }, {});
    const changed = meter.unitsOf('PutItem', { TableName: 'leads', Item: row('09:00', 'x'.repeat(2000)) }, {});
    expect(changed).toEqual({ reads: 0, writes: 2, indexWrites: 2 });
  });
});

describe('the cost of a read', () => {
  const items = Array.from({ length: 3 }, () => row('09:00', 'x'.repeat(3000)));

  it('is the total size for a query, half unless consistent; per item for a batch', () => {
    const meter = new TableMeter(() => []);
    expect(meter.unitsOf('Query', { ConsistentRead: true }, { Items: items }).reads).toBe(3);
    expect(meter.unitsOf('Query', {}, { Items: items }).reads).toBe(1.5);
    expect(meter.unitsOf('GetItem', { ConsistentRead: true }, {}).reads).toBe(1);
    expect(meter.unitsOf('BatchGetItem', {}, { Responses: { leads: items } }).reads).toBe(3);
  });
});
