import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesMoved } from '../../../shared/domain/plan-diff/order-changes.ts';

describe('namesMoved', () => {
  it('names one rule that was lifted over others, not the others', () => {
    expect(namesMoved(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual(['d']);
  });

  it('ignores names in only one list', () => {
    expect(namesMoved(['a', 'x', 'b'], ['a', 'y', 'b'])).toEqual([]);
  });

  it('leaves the others in the same order in both lists', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefghij'));
    fc.assert(
      fc.property(names, names, (before, after) => {
        const moved = namesMoved(before, after);
        const rest = (list: readonly string[], other: readonly string[]) =>
          list.filter((name) => other.includes(name) && !moved.includes(name));
        expect(rest(after, before)).toEqual(rest(before, after));
      }),
    );
  });
});
