import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MapWithPart } from '../../../shared/adapters/in-memory/map-with-part.ts';

const keys = fc.constantFrom('a', 'b', 'c');
const steps = fc.array(fc.oneof(fc.tuple(keys, fc.nat(9)), fc.tuple(keys)));

it('knows which entries fulfil its condition, whatever was set and deleted', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const map = new MapWithPart<string, number>((value) => value > 4);
      for (const [key, value] of all) {
        if (value === undefined) map.delete(key);
        else map.set(key, value);
      }
      expect(new Map(map.part)).toEqual(new Map([...map].filter(([, value]) => value > 4)));
    }),
  );
});

it('has no part after it was cleared', () => {
  const map = new MapWithPart<string, number>(() => true).set('a', 1);
  map.clear();
  expect(map.part.size).toBe(0);
});
