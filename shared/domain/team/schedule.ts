import type { Calendar, WorkSchedule } from '../business-hours/calendar.ts';
import type { Instant } from '../instant.ts';
import { secondsBetween } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Team } from '../plan/team.ts';
import type { Leave, Rep } from './rep.ts';

const ALL_DAY = [{ start: '00:00', end: '24:00' }];

/** The default for a rep without hours: deadlines that also run at night are better than deadlines that never run. */
const ROUND_THE_CLOCK: Calendar = {
  week: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
  closed: [],
};

/**
 * Returns when a rep works: the rep's own calendar or else the team's, in the rep's zone, minus holidays and leaves.
 */
export function workScheduleOf(options: {
  readonly rep: Rep;
  /** Absent when the plan no longer has the team. */
  readonly team?: Team;
  readonly calendars: Plan['calendars'];
  /** Holidays of the rep's holiday region. */
  readonly holidays: readonly string[];
}): WorkSchedule {
  const { rep, team, calendars, holidays } = options;
  const own = rep.hours === undefined ? undefined : ownValue(calendars, rep.hours);
  const calendar = own ?? (team ? ownValue(calendars, team.hours) : ROUND_THE_CLOCK);
  if (!calendar) throw new Error(`team ${team?.id} has hours that its plan does not define`);
  return { calendar, zone: rep.zone, holidays, leaves: rep.leaves };
}

/**
 * Returns the start of the rep's next or current leave that is long enough for the plan to take their leads away.
 * Undefined when there is none or the plan lets the rep keep such leads.
 */
export function leaveHandoverAt(
  rep: Rep,
  away: Plan['away'],
  kind: 'untouched' | 'working',
  now: Instant,
): Instant | undefined {
  return away[kind] === 'keep' ? undefined : nextLongLeaveOf(rep, away, now)?.from;
}

/** Whether a rep's backup takes what is meant for them: the plan says so, and they are on a leave that is long enough. */
export function isBackedUp(rep: Pick<Rep, 'leaves'>, away: Plan['away'], now: Instant): boolean {
  const leave = away.then === 'backup' ? nextLongLeaveOf(rep, away, now) : undefined;
  return leave !== undefined && leave.from <= now;
}

/** Returns the first leave, current or to come, that is long enough to matter to the plan. */
function nextLongLeaveOf({ leaves }: Pick<Rep, 'leaves'>, away: Plan['away'], now: Instant): Leave | undefined {
  return leaves
    .filter(({ from, until }) => until > now && secondsBetween(from, until) >= away.longerThanSeconds)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
}
