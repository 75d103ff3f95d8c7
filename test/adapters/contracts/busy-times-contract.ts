import { describe, expect, it } from 'vitest';
import type { BusyTime } from '../../../shared/domain/team/calendar-reading.ts';
import type { BusyTimes, CalendarToRead } from '../../../shared/ports/busy-times.ts';

/** The two weeks that the contract reads. */
export const WINDOW = { from: '2026-11-23T09:00:00.000Z', until: '2026-12-07T09:00:00.000Z' };

/** A calendar as the other side keeps it. */
export interface KeptCalendar {
  readonly rep: string;
  readonly busy: readonly BusyTime[];
}

/** What the other side does wrong. `token_expired` and `busy_once` pass after one answer. */
export type Trouble = 'token_expired' | 'forbidden' | 'busy_once' | 'busy_for_long' | 'down' | 'malformed' | 'silent';

/** A source of busy times with a fake of its other side. */
export interface BusyTimesFixture {
  readonly source: BusyTimes;
  /** Stores calendars at the other side and returns how to read them. */
  keep(calendars: readonly KeptCalendar[]): readonly CalendarToRead[];
  /** From now on the other side makes this trouble. */
  make(trouble: Trouble): void;
}

/** What every source of busy times does. */
export function busyTimesContract(createFixture: () => Promise<BusyTimesFixture>): void {
  const meeting = (day: number, more: Partial<BusyTime> = {}): BusyTime => ({
    from: `2026-11-${day}T10:00:00.000Z`,
    until: `2026-11-${day}T11:30:00.000Z`,
    ...more,
  });
  const one = [{ rep: 'kim', busy: [meeting(24), meeting(26)] }];
  const becauseOf = (answer: unknown) => ({ outcome: 'failed', because: answer });

  describe('busy times', () => {
    it('returns the times of each calendar', async () => {
      const { source, keep } = await createFixture();
      const calendars = keep(one);
      const answers = await source.read(calendars, WINDOW);
      expect(answers.get('kim')).toEqual({ outcome: 'read', busy: one[0]?.busy });
    });

    it('reads as many calendars at once as it says', async () => {
      const { source, keep } = await createFixture();
      const all = Array.from({ length: source.maxCalendars }, (_, index) => ({
        rep: `rep-${index}`,
        busy: [meeting(24 + (index % 6))],
      }));
      const answers = await source.read(keep(all), WINDOW);
      expect(answers.size).toBe(all.length);
      for (const { rep, busy } of all) expect(answers.get(rep)).toEqual({ outcome: 'read', busy });
    });

    it('leaves out what is over and what is later', async () => {
      const { source, keep } = await createFixture();
      const ongoing = { from: '2026-11-23T08:30:00.000Z', until: '2026-11-23T09:30:00.000Z' };
      const over = { from: '2026-11-23T08:00:00.000Z', until: '2026-11-23T09:00:00.000Z' };
      const later = { from: '2026-12-08T09:00:00.000Z', until: '2026-12-08T10:00:00.000Z' };
      const answers = await source.read(keep([{ rep: 'kim', busy: [over, ongoing, later] }]), WINDOW);
      expect(answers.get('kim')).toEqual({ outcome: 'read', busy: [ongoing] });
    });

    it.each(['token_expired', 'busy_once'] as const)('tries once again after %s', async (trouble) => {
      const { source, keep, make } = await createFixture();
      const calendars = keep(one);
      await source.read(calendars, WINDOW);
      make(trouble);
      expect((await source.read(calendars, WINDOW)).get('kim')).toMatchObject({ outcome: 'read' });
    });

    it.each([
      ['forbidden', /^status_(401|403)$/],
      ['busy_for_long', /^status_429$/],
      ['down', /^status_503$/],
      ['malformed', /^(not_a_calendar|malformed)$/],
      ['silent', /^timeout$/],
    ] as const)('fails with a code, and does not throw, when the other side is %s', async (trouble, code) => {
      const { source, keep, make } = await createFixture();
      const calendars = keep(one);
      make(trouble);
      expect((await source.read(calendars, WINDOW)).get('kim')).toEqual(becauseOf(expect.stringMatching(code)));
    });
  });
}
