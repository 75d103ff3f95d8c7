import type { Calendar, WorkSchedule } from '../business-hours/calendar.ts';
import type { Instant } from '../instant.ts';
import { secondsBetween } from '../instant.ts';
import type { Plan, Team } from '../plan/plan.ts';
import type { Rep } from './rep.ts';

const ALL_DAY = [{ start: '00:00', end: '24:00' }];

/** Hours of who has none: rather a clock that runs at night than one that never does. */
const ROUND_THE_CLOCK: Calendar = {
  week: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
  closed: [],
};

/** When a rep works for a team: own calendar or else the team's, in the rep's zone, without holidays and leaves. */
export function scheduleOf(options: {
  readonly rep: Rep;
  /** Absent when no plan has the team any more. */
  readonly team?: Team;
  readonly calendars: Plan['calendars'];
  /** Dates off of the rep's holiday region. */
  readonly holidays: readonly string[];
}): WorkSchedule {
  const { rep, team, calendars, holidays } = options;
  const own = rep.hours === undefined ? undefined : calendars[rep.hours];
  const calendar = own ?? (team ? calendars[team.hours] : ROUND_THE_CLOCK);
  if (!calendar) throw new Error(`team ${team?.id} has hours that its plan does not define`);
  return { calendar, zone: rep.zone, holidays, leaves: rep.leaves };
}

/**
 * When a rep's next leave starts that is long enough for the plan to give up their leads; the current leave's start when they
 * are away already; undefined when there is none or the plan lets them keep such leads.
 */
export function handOverAt(
  rep: Rep,
  away: Plan['away'],
  kind: 'untouched' | 'working',
  now: Instant,
): Instant | undefined {
  if (away[kind] === 'keep') return undefined;
  return rep.leaves
    .filter((leave) => leave.until > now && secondsBetween(leave.from, leave.until) >= away.longerThanSeconds)
    .map((leave) => leave.from)
    .sort()[0];
}
