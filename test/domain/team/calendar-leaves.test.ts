import { expect, it } from 'vitest';
import { keepCalendarLeaves, withCalendarLeaves, withHrLeaves } from '../../../shared/domain/team/calendar-leaves.ts';
import type { Leave } from '../../../shared/domain/team/rep.ts';
import { leaveHandoverAt } from '../../../shared/domain/team/schedule.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const DAY = 24 * 60;
const span = (from: number, until: number) => ({
  from: minutesAfterMonday(from * DAY),
  until: minutesAfterMonday(until * DAY),
});
const absence = (from: number, until: number) => ({ ...span(from, until), leave: true as const });
const read = (from: number, until: number): Leave => ({ ...span(from, until), source: 'calendar' });

it('adds leaves in a calendar, joined, and ignores meetings', () => {
  const rep = aRep({ leaves: [span(30, 31)] });
  expect(withCalendarLeaves(rep, [absence(3, 4), span(1, 2), absence(4, 6)], MONDAY)).toEqual({
    ...rep,
    version: 2,
    leaves: [span(30, 31), read(3, 6)],
  });
});

it('changes nothing when the leaves are the same, or only past ones are gone', () => {
  const rep = aRep({ leaves: [read(-3, -1), read(3, 6)] });
  expect(withCalendarLeaves(rep, [absence(3, 6)], MONDAY)).toBeUndefined();
});

it('removes a leave that is no longer in the calendar, and moves one that moved', () => {
  const rep = aRep({ leaves: [read(3, 6), span(8, 9)] });
  expect(withCalendarLeaves(rep, [], MONDAY)?.leaves).toEqual([span(8, 9)]);
  expect(withCalendarLeaves(rep, [absence(4, 6)], MONDAY)?.leaves).toEqual([span(8, 9), read(4, 6)]);
});

it('hands leads over at its start, as a typed leave does', () => {
  const { away } = aPlan();
  const rep = withCalendarLeaves(aRep(), [absence(2, 9)], MONDAY) ?? aRep();
  expect(leaveHandoverAt(rep, away, 'untouched', MONDAY)).toBe(span(2, 9).from);
});

it('keeps leaves of the calendar when a person sets others, as long as there is a calendar', () => {
  const before = aRep({ leaveCalendar: 'hr', leaves: [read(3, 6), span(8, 9)] });
  const set = [span(1, 2), read(10, 11)];
  expect(keepCalendarLeaves({ ...before, leaves: set }, before).leaves).toEqual([span(1, 2), read(3, 6)]);
  expect(keepCalendarLeaves(aRep({ leaves: set }), before).leaves).toEqual([span(1, 2)]);
  expect(keepCalendarLeaves(aRep({ leaves: set }), undefined).leaves).toEqual([span(1, 2)]);
});

it('keeps leaves of the HR calendar apart from those of the rep, and when a person saves a rep without a calendar', () => {
  const own = withCalendarLeaves(aRep(), [absence(3, 4)], MONDAY) ?? aRep();
  const both = withHrLeaves(own, [span(5, 6)], MONDAY);
  const hr = { ...span(5, 6), source: 'hr_calendar' as const };
  expect(both).toMatchObject({ version: 3, leaves: [read(3, 4), hr] });
  expect(both && withCalendarLeaves(both, [], MONDAY)?.leaves).toEqual([hr]);
  expect(both && withHrLeaves(both, [span(5, 6)], MONDAY)).toBeUndefined();
  expect(keepCalendarLeaves(aRep({ leaves: [span(1, 2)] }), both).leaves).toEqual([span(1, 2), hr]);
});
