import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyFrozen } from '../../../shared/adapters/in-memory/frozen-copy.ts';

/** Every object and list inside a value, itself included. */
function partsOf(value: unknown): readonly object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];
}

const anyValue = fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true });

describe('a frozen copy', () => {
  it('is what JSON keeps of a value, whatever it is', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(copyFrozen({ value })).toStrictEqual(JSON.parse(JSON.stringify({ value })));
        expect(copyFrozen([value])).toStrictEqual(JSON.parse(JSON.stringify([value])));
      }),
    );
  });

  it('cannot be changed at any depth, and never freezes or follows the original', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const original = { value, list: [{ name: 'Ada' }] };
        const copy = copyFrozen(original);
        expect(partsOf(copy).every(Object.isFrozen)).toBe(true);
        expect(partsOf(original.list).some(Object.isFrozen)).toBe(false);
        original.list.push({ name: 'Grace' });
        expect(copy.list).toEqual([{ name: 'Ada' }]);
      }),
    );
  });

  it('has no numbers that JSON has not', () => {
    const numbers = [-0, Number.NaN, Number.POSITIVE_INFINITY, 1.5];
    expect(copyFrozen(numbers)).toStrictEqual([0, null, null, 1.5]);
  });

  it('keeps a key that means something else to an assignment', () => {
    const copy = copyFrozen(JSON.parse('{"__proto__":{"owner":"kim"}}'));
    expect(Object.entries(copy)).toEqual([['__proto__', { owner: 'kim' }]]);
    expect(copy.owner).toBeUndefined();
  });

  it('shares the parts that are frozen copies already', () => {
    const stored = copyFrozen({ stage: { state: 'assigned' }, version: 1 });
    expect(copyFrozen({ ...stored, version: 2 }).stage).toBe(stored.stage);
  });
});
