import { describe, expect, it } from 'vitest';
import { bytesOfItem, readUnits, writeUnits } from '../../../bench/cost/item-size.ts';
import { TableMeter } from '../../../bench/cost/table-meter.ts';

const DUE = { name: 'due', keys: ['duePk', 'dueAt'], whole: false };
const WHOLE = { ...DUE, whole: true };

const row = (dueAt: string | undefined, note = '') => ({
  pk: { S: 'LEAD#1' },
  sk: { S: 'STATE' },
  note: { S: note },
  ...(dueAt === undefined ? {} : { duePk: { S: 'DUE#1' }, dueAt: { S: dueAt } }),
});
const put = (item: object) => ({ TransactItems: [{ Put: { TableName: 'leads', Item: item } }] });

describe('the size of an item', () => {
  it('counts names, texts in UTF-8, digits by twos, and what lists and maps add', () => {
    expect(bytesOfItem({ name: { S: 'Zoë' } })).toBe(4 + 4);
    expect(bytesOfItem({ n: { N: '12345' }, yes: { BOOL: true } })).toBe(1 + 4 + 3 + 1);
    expect(bytesOfItem({ m: { M: { a: { S: 'bc' } } }, l: { L: [{ S: 'd' }] } })).toBe(
      1 + 3 + 1 + 1 + 2 + 1 + 3 + 1 + 1,
    );
  });

  it('is charged by the started kilobyte, reads by the started four', () => {
    expect([1, 1024, 1025].map(writeUnits)).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map(readUnits)).toEqual([1, 1, 2]);
  });
});

describe('what a write costs', () => {
  it('twice in a transaction, and once for each index whose entry appears, changes or goes', () => {
    const meter = new TableMeter(() => [DUE]);
    expect(meter.unitsOf('TransactWriteItems', put(row('09:00')), {})).toEqual({ reads: 0, writes: 2, indexWrites: 1 });
    const unmoved = meter.unitsOf('TransactWriteItems', put(row('09:00', 'changed')), {});
    expect(unmoved).toEqual({ reads: 0, writes: 2, indexWrites: 0 });
    const moved = meter.unitsOf('TransactWriteItems', put(row('10:00')), {});
    expect(moved.indexWrites).toBe(2);
    const gone = meter.unitsOf('TransactWriteItems', put(row(undefined)), {});
    expect(gone.indexWrites).toBe(1);
  });

  it('more in an index that holds whole items: whatever changes is written there too', () => {
    const meter = new TableMeter(() => [WHOLE]);
    meter.unitsOf('PutItem', { TableName: 'leads', Item: row('09:00') }, {});
    const changed = meter.unitsOf('PutItem', { TableName: 'leads', Item: row('09:00', 'x'.repeat(2000)) }, {});
    expect(changed).toEqual({ reads: 0, writes: 2, indexWrites: 2 });
  });
});

describe('what a read costs', () => {
  const items = Array.from({ length: 3 }, () => row('09:00', 'x'.repeat(3000)));

  it('a query all it found together, half of it unless consistent; a batch each item by itself', () => {
    const meter = new TableMeter(() => []);
    expect(meter.unitsOf('Query', { ConsistentRead: true }, { Items: items }).reads).toBe(3);
    expect(meter.unitsOf('Query', {}, { Items: items }).reads).toBe(1.5);
    expect(meter.unitsOf('GetItem', { ConsistentRead: true }, {}).reads).toBe(1);
    expect(meter.unitsOf('BatchGetItem', {}, { Responses: { leads: items } }).reads).toBe(3);
  });
});
