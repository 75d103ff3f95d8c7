import type { Calendar, WorkSchedule } from '../business-hours/calendar.ts';
import { iterateOpenSpans } from '../business-hours/open-spans.ts';
import { nextOpening } from '../business-hours/working-time.ts';
import type { TeamId } from '../ids.ts';
import { addSeconds, type Instant, instantOf, secondsBetween } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { AssignedSoon } from '../plan/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import type { ClosedPolicy } from '../plan/rule.ts';

/** When a lead waits longest for somebody of the team it goes to: the moment by the zone's clock, and how long. */
export interface LongestWait {
  readonly team: TeamId;
  /** A moment of a week without holidays, leave or a change of the clock. */
  readonly at: Instant;
  /** Absent: nobody ever comes. */
  readonly seconds?: number;
}

/** A Monday, in UTC. No zone changes its clock in this week or the two after it. */
const WEEK_BEGINS = Date.UTC(2027, 0, 11);
/** The week with a day before it, since zones differ, and one after it, which a wait may reach into. */
const DAYS = 15;
const DAY_MS = 24 * 3_600_000;
const ALL_DAY = [{ start: '00:00', end: '24:00' }];
const ANY_TIME: Calendar['week'] = {
  ...{ mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY },
  ...{ fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
};

/**
 * Returns the longest wait of a lead for a team, by the hours of a week; the first of several. A lead waits until its
 * team opens or, with `wake`, until the first of the teams does that may be woken, if its own opens too late. A wait
 * shrinks with the clock. It grows only when a team closes, and when the own one opens soon enough for nobody to be woken, so
 * only these moments and the beginnings of `during` are looked at.
 */
export function findLongestWait(
  { team, closed }: { readonly team: TeamId; readonly closed: ClosedPolicy },
  { during = ANY_TIME, zone }: Pick<AssignedSoon, 'during' | 'zone'>,
  plan: Plan,
): LongestWait | undefined {
  const own = scheduleOf(team, zone, plan);
  const woken = closed.kind === 'wake' ? closed.teams.flatMap((one) => scheduleOf(one, zone, plan) ?? []) : [];
  const coming: WorkSchedule = { calendar: { week: during, closed: [] }, zone, holidays: [], leaves: [] };
  const spans = spansOf(coming);
  const isComing = (at: number) => spans.some(({ from, until }) => from <= at && at < until);
  const closings = [...(own ? [own] : []), ...woken].flatMap((one) => spansOf(one).map(({ until }) => until));
  // From here on the own team opens soon enough, so nobody else is woken any more.
  const unwoken =
    own && closed.kind === 'wake' ? spansOf(own).map(({ from }) => from - closed.withinSeconds * 1000) : [];
  const moments = [...spans.map(({ from }) => from), ...[...closings, ...unwoken].filter(isComing)]
    .filter((at) => at >= WEEK_BEGINS && at < WEEK_BEGINS + 7 * DAY_MS)
    .sort((a, b) => a - b);
  return moments
    .map((moment): LongestWait => {
      const at = instantOf(moment);
      const seconds = waitAt(at, { own, woken, closed });
      return { team, at, ...(seconds !== undefined && { seconds }) };
    })
    .reduce<LongestWait | undefined>(
      (longest, one) => (longest !== undefined && secondsOf(longest) >= secondsOf(one) ? longest : one),
      undefined,
    );
}

function secondsOf({ seconds = Number.POSITIVE_INFINITY }: LongestWait): number {
  return seconds;
}

function waitAt(
  at: Instant,
  teams: {
    readonly own: WorkSchedule | undefined;
    readonly woken: readonly WorkSchedule[];
    readonly closed: ClosedPolicy;
  },
): number | undefined {
  const { own, woken, closed } = teams;
  const opens = own && nextOpening(own, at);
  const isSoon = closed.kind !== 'wake' || (opens !== undefined && opens <= addSeconds(at, closed.withinSeconds));
  const openings = isSoon ? [opens] : [opens, ...woken.map((one) => nextOpening(one, at))];
  const waits = openings.flatMap((opening) => (opening === undefined ? [] : [secondsBetween(at, opening)]));
  return waits.length === 0 ? undefined : Math.min(...waits);
}

function scheduleOf(team: TeamId, zone: string, { teams, calendars }: Plan): WorkSchedule | undefined {
  const hours = ownValue(teams, team)?.hours;
  const week = hours === undefined ? undefined : ownValue(calendars, hours)?.week;
  return week && { calendar: { week, closed: [] }, zone, holidays: [], leaves: [] };
}

/** Returns the openings of the week, those that touch as one. */
function spansOf(schedule: WorkSchedule): readonly { readonly from: number; readonly until: number }[] {
  const spans: { from: number; until: number }[] = [];
  for (const { from, until } of iterateOpenSpans(schedule, WEEK_BEGINS - DAY_MS, DAYS)) {
    const last = spans.at(-1);
    if (last?.until === from) last.until = until;
    else spans.push({ from, until });
  }
  return spans;
}
