import { turnWeightOf } from '../assignment/strategy.ts';
import { isOpen } from '../business-hours/working-time.ts';
import { formatDate, localDayAt, localTimeToMoment, weekdayOf } from '../business-hours/zone-clock.ts';
import type { TeamId } from '../ids.ts';
import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { Plan } from '../plan/plan.ts';
import type { Team } from '../plan/team.ts';
import type { Rep } from '../team/rep.ts';
import { workScheduleOf } from '../team/schedule.ts';

/** Thirteen whole weeks, so that each hour of the week comes equally often. */
export const COVERED_DAYS = 91;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** An hour of a day by the zone's clock, and how many reps are at work when it begins. */
export interface CoveredHour {
  /** `2026-11-21` */
  readonly date: string;
  /** 0 for Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly at: Instant;
  readonly reps: number;
}

/** At which hours the reps of a team are at work. */
export interface TeamCoverage {
  readonly team: TeamId;
  /** How many reps can get leads of the team at some hour. */
  readonly reps: number;
  /** Seven rows from Monday, 24 hours each: the usual number of reps at work, which is the median of the weeks. */
  readonly week: readonly (readonly number[])[];
  /** Hours at which nobody is at work, although somebody usually is: holidays, leave, changes of the clock. */
  readonly missing: readonly Pick<CoveredHour, 'date' | 'hour'>[];
}

/** Whom and when to look at. */
export interface CoverageQuestion {
  readonly plan: Pick<Plan, 'calendars' | 'teams'>;
  readonly reps: readonly Rep[];
  /** Public holidays by holiday region. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
  /** IANA zone whose clock counts the hours. */
  readonly zone: string;
  readonly from: Instant;
}

/** Returns when the reps of a team are at work in the weeks after `from`. Load and meetings are not looked at. */
export function findTeamCoverage(team: Team, question: CoverageQuestion): TeamCoverage {
  const hours = coveredHoursOf(team, question);
  const week = Array.from({ length: 7 }, (_, weekday) =>
    HOURS.map((hour) => medianOf(hours.filter((one) => one.weekday === weekday && one.hour === hour))),
  );
  const missing = hours
    .filter(({ reps, weekday, hour }) => reps === 0 && (week[weekday]?.[hour] ?? 0) > 0)
    .map(({ date, hour }) => ({ date, hour }));
  return { team: team.id, reps: membersOf(team, question.reps).length, week, missing };
}

/** Returns each hour of the weeks after `from`, beginning with its day, with the number of reps at work. */
export function coveredHoursOf(
  team: Team,
  { plan, reps, holidays, zone, from }: CoverageQuestion,
): readonly CoveredHour[] {
  const schedules = membersOf(team, reps).map((rep) =>
    workScheduleOf({ rep, team, calendars: plan.calendars, holidays: holidays[rep.holidayRegion ?? ''] ?? [] }),
  );
  const first = localDayAt(zone, millisecondsOf(from));
  return Array.from({ length: COVERED_DAYS }, (_, index) => first + index).flatMap((day) =>
    HOURS.map((hour) => {
      const at = instantOf(localTimeToMoment(zone, day, hour * 60));
      const atWork = schedules.filter((schedule) => isOpen(schedule, at)).length;
      return { date: formatDate(day), weekday: weekdayOf(day), hour, at, reps: atWork };
    }),
  );
}

/** The reps who can get leads of a team at some hour: active, with a share of its turns. */
function membersOf(team: Team, reps: readonly Rep[]): readonly Rep[] {
  return reps.filter((rep) => rep.active && turnWeightOf(team, rep) > 0);
}

function medianOf(hours: readonly CoveredHour[]): number {
  const counts = hours.map(({ reps }) => reps).sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}
