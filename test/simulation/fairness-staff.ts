import type { Calendar, OpeningHours } from '../../shared/domain/business-hours/calendar.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { aRep } from '../support/builders/rep.ts';

const DAY_SECONDS = 86_400;

/** Picks one item at random. */
export function oneOf<Item>(roll: () => number, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(roll() * items.length)] ?? items[0];
}

function workingWeek(day: readonly OpeningHours[], friday: readonly OpeningHours[] = day): Calendar {
  return { week: { mon: day, tue: day, wed: day, thu: day, fri: friday, sat: [], sun: [] }, closed: [] };
}

const CALENDARS: readonly [Calendar, ...Calendar[]] = [
  workingWeek(
    [
      { start: '09:00', end: '12:30' },
      { start: '13:30', end: '18:00' },
    ],
    [{ start: '09:00', end: '16:00' }],
  ),
  workingWeek([{ start: '08:00', end: '17:00' }]),
  workingWeek([{ start: '14:00', end: '22:00' }], []),
];

/** A rep of the simulated company, with their calendar. */
export interface Staff {
  readonly rep: Rep;
  readonly calendar: Calendar;
}

/** Hires rep number `index` with random zone, shift, weight and attributes. The first reps cover every attribute. */
export function hire(index: number, roll: () => number): Staff {
  const territory = index < 4 ? ['EMEA', 'AMER'] : [oneOf(roll, ['EMEA', 'AMER'])];
  const rep = aRep({
    id: `rep-${String(index).padStart(2, '0')}`,
    zone: oneOf(roll, ['Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata']),
    teams: { sdr: 1 + Math.floor(roll() * 3) },
    attributes: { territory, language: index % 3 === 0 ? ['en', 'de'] : ['en'] },
  });
  return { rep, calendar: oneOf(roll, CALENDARS) };
}

/** Sends some of the present reps on leave for 1 to 15 days; the others stay unchanged. */
export function sendOnLeave(staff: readonly Staff[], now: Instant, roll: () => number): Staff[] {
  return staff.map((one) => {
    if (roll() >= 0.012 || one.rep.leaves.some(({ until }) => until > now)) return one;
    const until = addSeconds(now, DAY_SECONDS * (1 + Math.floor(roll() * 15)));
    return { ...one, rep: { ...one.rep, leaves: [{ from: now, until }], version: one.rep.version + 1 } };
  });
}
