import { InvalidArgumentError } from 'commander';
import { localDayAt } from '../../shared/domain/business-hours/zone-clock.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { findTeamCoverage, type TeamCoverage } from '../../shared/domain/plan-check/coverage.ts';
import { findRouteGaps, type RouteGap } from '../../shared/domain/plan-check/route-gaps.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { holidaysOf } from '../rep-holidays.ts';

/** When the teams of a plan are at work, by the clock of a zone, and what its rules miss. */
export interface PlanCoverage {
  readonly zone: string;
  readonly teams: readonly TeamCoverage[];
  readonly gaps: readonly RouteGap[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** The dates that a team's line names. */
const MAX_DATES = 8;

/** Parses an option that names a time zone. */
export function parseZone(zone: string): string {
  try {
    localDayAt(zone, 0);
  } catch {
    throw new InvalidArgumentError(`There is no time zone ${zone}; expected an IANA name such as Europe/Berlin.`);
  }
  return zone;
}

/** Looks at who is at work when. @throws for a holiday region that is not known */
export function coverPlan(
  plan: Plan,
  { reps, zone, now }: { readonly reps: readonly Rep[]; readonly zone: string; readonly now: Instant },
): PlanCoverage {
  const question = { plan, reps, holidays: holidaysOf(reps, now), zone, from: now };
  const teams = Object.values(plan.teams).map((team) => findTeamCoverage(team, question));
  return { zone, teams, gaps: findRouteGaps(plan, { reps, coverage: teams }) };
}

/** Formats what the rules miss, then a map of the week for each team that has reps. */
export function formatCoverage({ zone, teams, gaps }: PlanCoverage): string {
  const maps = teams.filter(({ reps }) => reps > 0).flatMap((team) => ['', ...formatTeam(team, zone)]);
  return [...gaps.map((gap) => `! ${describeGap(gap)}`), ...maps].join('\n');
}

function formatTeam({ team, reps, week, missing }: TeamCoverage, zone: string): readonly string[] {
  const dates = [...new Set(missing.map(({ date }) => date))];
  const more = dates.length > MAX_DATES ? ` and ${dates.length - MAX_DATES} more` : '';
  return [
    `${team}: reps at work at each hour, ${zone}, of ${reps}`,
    '     0     3     6     9     12    15    18    21',
    ...week.map((row, day) => `${DAYS[day]}  ${row.map(formatCount).join(' ')}`),
    ...(dates.length > 0
      ? [
          `! nobody for ${missing.length} usual hours of the next 13 weeks: ${dates.slice(0, MAX_DATES).join(', ')}${more}`,
        ]
      : []),
  ];
}

/** One character: a dot for nobody, a plus for ten or more. */
function formatCount(reps: number): string {
  if (reps === 0) return '·';
  return reps > 9 ? '+' : String(reps);
}

function describeGap(gap: RouteGap): string {
  switch (gap.kind) {
    case 'nobody':
      return `${gap.rule}: nobody can get a lead of ${gap.team}: no active rep has a share of its turns`;
    case 'away':
      return `${gap.rule}: nobody of ${gap.team} is at work in a usual week of the next 13`;
    case 'attribute':
      return `${gap.rule}: needs ${gap.attribute}, which nobody in ${gap.team} has`;
    case 'asleep':
      return `${gap.rule}: nobody of ${gap.team} or a team that it wakes is at work in ${gap.hours} of 168 hours of a usual week`;
    case 'unknown_team':
      return `rep ${gap.rep} is in team ${gap.team}, which the plan does not have${gap.nearest === undefined ? '' : `; did you mean ${gap.nearest}?`}`;
  }
}
