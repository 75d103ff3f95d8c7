import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DueDates } from '../../../shared/adapters/in-memory/due-dates.ts';

const instants = fc
  .date({ min: new Date('2026-11-20T00:00:00Z'), max: new Date('2026-11-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const leads = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const steps = fc.array(fc.oneof(fc.tuple(leads, instants), fc.tuple(leads)));

it('finds what a search of all dates would, whatever was set and deleted', () => {
  fc.assert(
    fc.property(steps, instants, (all, time) => {
      const dates = new DueDates();
      const expected = new Map<string, string>();
      for (const [lead, dueAt] of all) {
        for (const map of [dates, expected]) {
          if (dueAt === undefined) map.delete(lead);
          else map.set(lead, dueAt);
        }
      }
      const due = [...expected].filter(([, dueAt]) => dueAt <= time);
      expect(new Map(dates.before(time))).toEqual(new Map(due));
      expect(new Map(dates)).toEqual(expected);
    }),
  );
});

it('finds nothing after it was cleared', () => {
  const dates = new DueDates();
  dates.set('a', '2026-11-20T00:00:00.000Z');
  dates.clear();
  expect([...dates.before('2099-01-01T00:00:00.000Z')]).toEqual([]);
});
