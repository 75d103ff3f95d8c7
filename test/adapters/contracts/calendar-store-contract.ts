import { describe, expect, it } from 'vitest';
import { failedReadingOf, readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import type { CalendarStore } from '../../../shared/ports/calendar-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { uniqueId } from '../../support/builders/unique-id.ts';

/** What every calendar store does. */
export function calendarStoreContract(createStore: () => Promise<CalendarStore>): void {
  describe('calendar store', () => {
    const span = (from: number) => ({ from: minutesAfterMonday(from), until: minutesAfterMonday(from + 30) });

    it('returns the last reading of each of these reps who has one', async () => {
      const store = await createStore();
      const [kim, lou, max] = [uniqueId('kim'), uniqueId('lou'), uniqueId('max')];
      await store.save(readingOf(kim, [span(0)], MONDAY));
      await store.save(readingOf(kim, [span(60), span(120)], minutesAfterMonday(5)));
      await store.save(failedReadingOf(lou, undefined, { because: 'timeout', now: MONDAY }));
      const found = await store.readingsOf([kim, lou, max]);
      expect(found.toSorted((a, b) => (a.rep < b.rep ? -1 : 1))).toEqual([
        readingOf(kim, [span(60), span(120)], minutesAfterMonday(5)),
        failedReadingOf(lou, undefined, { because: 'timeout', now: MONDAY }),
      ]);
      expect(await store.readingsOf([])).toEqual([]);
    });
  });
}
