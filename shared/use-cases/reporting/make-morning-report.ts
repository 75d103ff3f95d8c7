import type { Visibility } from '../../domain/access/visibility.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Morning } from '../../domain/notifications/morning.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Team } from '../../domain/plan/team.ts';
import {
  listAway,
  listFull,
  type MorningReport,
  type ReportedLead,
  sortLeads,
} from '../../domain/reporting/morning-report.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { Deps } from '../deps.ts';
import { countReviews } from './count-reviews.ts';
import { getMetrics } from './get-metrics.ts';
import { getReview, type ReviewName } from './get-review.ts';

/** What reports to managers are made from. */
export type ReportDeps = Pick<Deps, 'leads' | 'reps' | 'plans'> & { readonly reports: ReportStore };

/** Whom a report is for, and what is known by then. */
export interface ReportSubject {
  readonly to: RepId;
  readonly plan: Plan;
  /** Everybody. */
  readonly reps: readonly Rep[];
  readonly morning: Morning;
}

/** The reviews of which the report says how many items they have. What it lists lead by lead is not among them. */
const REVIEWS: readonly ReviewName[] = [
  'hasty',
  'misrouted',
  'credits_to_review',
  'declined_often',
  'held_by_absent',
  'uneven',
  'queued_long',
];

/** The most leads of a team that are looked at. */
const PAGE_SIZE = 200;
const MAX_PAGES = 5;

/** Makes the report of what a manager's teams are at. */
export async function makeMorningReport(
  { to, plan, reps, morning }: ReportSubject,
  now: Instant,
  deps: ReportDeps,
): Promise<MorningReport> {
  const teams = Object.values(plan.teams).filter(({ manager }) => manager === to);
  const visibility: Visibility = { scope: 'teams', person: to, teams: new Set(teams.map(({ id }) => id)) };
  const metrics = await getMetrics({ ...morning.since, by: 'rep' }, deps, { visibility, reps });
  const found = await Promise.all(teams.map(({ id }) => readTeamLeads(id, deps)));
  const today = { now, endsAt: morning.endsAt };
  const leads = sortLeads(
    found.flatMap((one) => one.leads),
    today,
  );
  const queued = await readOwnQueues(to, plan, now, deps);
  const mine = reps.filter((rep) => teams.some(({ id }) => Object.hasOwn(rep.teams, id)));
  return {
    to,
    teams: [...visibility.teams].sort(),
    names: namesOf(reps),
    since: morning.since,
    figures: metrics.total,
    ranOut: metrics.rows.flatMap(({ key, figures: { attainment } }) => {
      const count = attainment.of - attainment.count;
      return count > 0 ? [{ rep: key, count, of: attainment.of, rate: count / attainment.of }] : [];
    }),
    leads: { ...leads, waiting: [...leads.waiting, ...queued].sort((a, b) => (a.at < b.at ? -1 : 1)) },
    away: listAway(mine, today),
    full: await listFullMembers(teams, deps),
    reviews: await countReviews(REVIEWS, { now, visibility }, deps),
    isCut: found.some(({ isCut }) => isCut),
  };
}

/** Returns display names by id. */
export function namesOf(reps: readonly Rep[]): ReadonlyMap<RepId, string> {
  return new Map(reps.map(({ id, name }) => [id, name]));
}

async function readTeamLeads(team: TeamId, deps: ReportDeps): Promise<{ leads: readonly Lead[]; isCut: boolean }> {
  const leads: Lead[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const read = await deps.leads.list({ by: { team }, limit: PAGE_SIZE, cursor });
    leads.push(...read.items);
    cursor = read.cursor;
    if (cursor === undefined) break;
  }
  return { leads, isCut: cursor !== undefined };
}

/** Lists the leads that wait in review queues for this person. Only those of teams are found by team. */
async function readOwnQueues(to: RepId, plan: Plan, now: Instant, deps: ReportDeps): Promise<readonly ReportedLead[]> {
  if (!Object.values(plan.queues).some(({ owner }) => owner === to)) return [];
  const review = await getReview('unassigned', { now }, deps);
  return (review?.items ?? []).flatMap(({ lead, team, since, because, accountable }) =>
    lead === undefined || since === undefined || team !== undefined || accountable !== to
      ? []
      : [{ lead, at: since, because }],
  );
}

/** Lists each person once, however many of the teams they are in. */
async function listFullMembers(teams: readonly Team[], deps: ReportDeps): Promise<MorningReport['full']> {
  const lists = await Promise.all(
    teams.map(async (team) => listFull((await deps.reps.membersOf(team.id)).members, team)),
  );
  return [...new Map(lists.flat().map((one) => [one.rep, one])).values()];
}
