import { teamsByWeight } from '../../domain/accounts/ownership.ts';
import { isNoLead } from '../../domain/answers/answer.ts';
import { boundWhenEligibilityVaries, measureBalance } from '../../domain/assignment/fairness/bounds.ts';
import type { LeadId, RepId, TeamId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { LeadState } from '../../domain/lead/stage.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { daysBetween } from '../../domain/reporting/days.ts';
import type { FlaggedLead } from '../../domain/reporting/folded-lead.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { Deps } from '../deps.ts';

/** The weekly reviews. */
export const REVIEW_NAMES = [
  'unrouted',
  'unassigned',
  'queued_long',
  'misrouted',
  'credits_to_review',
  'declined_often',
  'held_by_absent',
  'past_sla',
  'hasty',
  'uneven',
] as const;
export type ReviewName = (typeof REVIEW_NAMES)[number];

/** One item of a review: a lead, or a ledger of a team. */
export interface ReviewItem {
  readonly lead?: LeadId;
  readonly rep?: RepId;
  readonly team?: TeamId;
  readonly rule?: string;
  readonly because?: string;
  readonly since?: Instant;
  /** Who is accountable for it; the review's owner when there is nobody in particular. */
  readonly accountable: RepId;
}

export interface Review {
  readonly list: ReviewName;
  /** Who goes through the review. */
  readonly owner: RepId;
  readonly items: readonly ReviewItem[];
  /** Set when there are more items. */
  readonly cursor?: string;
}

type ReviewDeps = Pick<Deps, 'leads' | 'reps' | 'plans'> & { readonly reports: ReportStore };
type ReviewPage = Pick<Review, 'items' | 'cursor'>;

interface ReviewQuery {
  readonly plan: Plan;
  readonly now: Instant;
  readonly cursor?: string;
  /** How far `misrouted` looks back; a week if absent. */
  readonly days?: number;
}

/** Leads read for one page of a review. */
const PAGE_SIZE = 200;
/** A week, and how long a lead may wait before it counts as waiting long. */
const DAY_SECONDS = 24 * 3600;
const WEEK_DAYS = 7;
const MONTH_SECONDS = 30 * DAY_SECONDS;
const LONG_WAIT_SECONDS = 24 * 3600;
/** Routing takes longer than this only when it is down or there is no plan. */
const UNROUTED_SECONDS = 10 * 60;

/**
 * Reads one page of a review; undefined when no plan is in force, since the plan names the owners.
 * @throws {BadCursor} when the cursor was not issued by this store.
 */
export async function getReview(
  list: ReviewName,
  { now, cursor, days }: Omit<ReviewQuery, 'plan'>,
  deps: ReviewDeps,
): Promise<Review | undefined> {
  const active = await deps.plans.active();
  if (!active) return undefined;
  const { plan } = active;
  const owner = list === 'unrouted' || list === 'unassigned' ? plan.beforeAssignment.owner : plan.owner;
  return { list, owner, ...(await READERS[list]({ plan, now, cursor, days }, deps)) };
}

const READERS: Readonly<Record<ReviewName, (asked: ReviewQuery, deps: ReviewDeps) => Promise<ReviewPage>>> = {
  unrouted: (asked, deps) =>
    readByState('received', asked, deps, (lead) => lead.receivedAt < addSeconds(asked.now, -UNROUTED_SECONDS)),
  unassigned: (asked, deps) => readByState('waiting', asked, deps, () => true),
  queued_long: (asked, deps) =>
    readByState('waiting', asked, deps, (lead) => waitingSince(lead) < addSeconds(asked.now, -LONG_WAIT_SECONDS)),
  past_sla: (asked, deps) =>
    readByState('assigned', asked, deps, ({ stage }) => stage.state === 'assigned' && stage.breachedAt !== undefined),
  hasty: (asked, deps) =>
    readByState('working', asked, deps, ({ stage }) => stage.state === 'working' && stage.isHasty === true),
  misrouted: readMisrouted,
  credits_to_review: readCreditsToReview,
  declined_often: readDeclinedOften,
  held_by_absent: readHeldByAbsent,
  uneven: readUneven,
};

async function readByState(
  state: LeadState,
  { plan, cursor }: ReviewQuery,
  deps: ReviewDeps,
  isIncluded: (lead: Lead) => boolean,
): Promise<ReviewPage> {
  const page = await deps.leads.list({ by: { state }, limit: PAGE_SIZE, cursor });
  return { items: page.items.filter(isIncluded).map((lead) => itemOf(lead, plan)), cursor: page.cursor };
}

function itemOf(lead: Lead, plan: Plan): ReviewItem {
  const { stage } = lead;
  const owner = stage.state === 'assigned' || stage.state === 'working' ? stage : undefined;
  return {
    lead: lead.id,
    rep: owner?.owner,
    team: owner?.team ?? workItemOf(lead)?.team,
    rule: lead.routing?.route.rule,
    because: stage.state === 'waiting' ? stage.because : undefined,
    since: sinceOf(lead),
    accountable: accountableFor(lead, plan),
  };
}

function sinceOf(lead: Lead): Instant {
  const { stage } = lead;
  if (stage.state === 'assigned') return stage.breachedAt ?? stage.assignedAt;
  return stage.state === 'working' ? stage.firstResponseAt : waitingSince(lead);
}

/** Returns who answers for a listed lead: of a lead in work, it is its owner's response that is looked at. */
function accountableFor({ stage, accountable }: Lead, plan: Plan): RepId {
  return stage.state === 'working' ? managerInPlan(plan, stage.team) : (accountable ?? plan.owner);
}

/** Returns since when a lead waits. For the catch-all queue only the time of receipt is known. */
function waitingSince(lead: Lead): Instant {
  return workItemOf(lead)?.since ?? lead.receivedAt;
}

/**
 * Lists the leads that reps flagged as misrouted in the last week, or in so many days, by rule: a rule with many
 * flags needs its owner's attention.
 */
async function readMisrouted({ plan, now, days = WEEK_DAYS }: ReviewQuery, deps: ReviewDeps): Promise<ReviewPage> {
  const flagged = await readFlagged(days * DAY_SECONDS, now, deps);
  const items = flagged
    .filter(({ reason }) => !isNoLead(reason))
    .toSorted((a, b) => ((a.rule ?? '') < (b.rule ?? '') ? -1 : 1))
    .map(({ lead, rep, team, rule, reason, day }) => {
      const since = `${day}T00:00:00.000Z`;
      return { lead, rep, team, rule, because: reason, since, accountable: managerInPlan(plan, team) };
    });
  return { items };
}

/** Returns what reps flagged today and in so many seconds before. */
async function readFlagged(seconds: number, now: Instant, deps: ReviewDeps): Promise<readonly FlaggedLead[]> {
  const days = daysBetween(addSeconds(now, -seconds).slice(0, 10), now.slice(0, 10));
  return (await Promise.all(days.map((day) => deps.reports.day(day)))).flatMap((counts) => counts.flagged);
}

/** Lists the turns of misroutes of the last month that wait for a manager. */
async function readCreditsToReview({ plan, now }: ReviewQuery, deps: ReviewDeps): Promise<ReviewPage> {
  if (plan.answers.wrongForMe.credit !== 'after_review') return { items: [] };
  const flagged = await readFlagged(MONTH_SECONDS, now, deps);
  const leads = await deps.leads.loadMany([...new Set(flagged.map(({ lead }) => lead))]);
  const items = leads.flatMap(({ id, creditsToReview = [] }) =>
    creditsToReview.map(({ rep, team, reason, at }): ReviewItem => {
      const { rule } = flagged.find((one) => one.lead === id && one.rep === rep) ?? {};
      return { lead: id, rep, team, rule, because: reason, since: at, accountable: managerInPlan(plan, team) };
    }),
  );
  return { items: items.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)) };
}

/**
 * Lists the reps who have declined more leads than the plan finds usual, today and on the days before it. They may always
 * decline: who cannot take a lead must be able to say so at once.
 */
async function readDeclinedOften({ plan, now }: ReviewQuery, deps: ReviewDeps): Promise<ReviewPage> {
  const { limit } = plan.answers.cannotTake;
  if (!limit) return { items: [] };
  const since = addSeconds(now, -(limit.days - 1) * DAY_SECONDS).slice(0, 10);
  const days = await Promise.all(daysBetween(since, now.slice(0, 10)).map((day) => deps.reports.day(day)));
  const declined = new Map<RepId, number>();
  for (const { repDay, counters } of days.flatMap(({ reps }) => reps))
    declined.set(repDay.rep, (declined.get(repDay.rep) ?? 0) + (ownValue(counters, 'declined') ?? 0));
  const often = [...declined].filter(([, count]) => count > limit.most).sort(([, a], [, b]) => b - a);
  const items = await Promise.all(
    often.map(async ([rep, count]): Promise<ReviewItem> => {
      const [team] = teamsByWeight((await deps.reps.get(rep))?.teams ?? {});
      const because = `declined_${count}_in_${limit.days}d`;
      return { rep, team, because, since: `${since}T00:00:00.000Z`, accountable: managerInPlan(plan, team) };
    }),
  );
  return { items };
}

/** Lists the leads held by reps who have left or are on leave. */
async function readHeldByAbsent({ plan, now }: ReviewQuery, deps: ReviewDeps): Promise<ReviewPage> {
  const absent = (await deps.reps.list()).flatMap(({ id, active, leaves }) => {
    const leave = leaves.find(({ from, until }) => from <= now && now < until);
    return active && !leave ? [] : [{ id, because: active ? 'on_leave' : 'inactive', since: leave?.from }];
  });
  const held = await Promise.all(
    absent.map(async ({ id, because, since }) =>
      (await deps.reps.holdsOf(id)).map(
        ({ lead, team }): ReviewItem => ({
          lead,
          rep: id,
          team,
          because,
          since,
          accountable: managerInPlan(plan, team),
        }),
      ),
    ),
  );
  return { items: held.flat() };
}

/**
 * Lists the ledgers in which somebody is further from their share than the guaranteed bounds, or whose entries do not
 * add up.
 */
async function readUneven({ plan }: ReviewQuery, deps: ReviewDeps): Promise<ReviewPage> {
  const items = await Promise.all(
    Object.keys(plan.teams).map(async (team) => {
      const { ledger } = await deps.leads.ledger(team);
      return Object.entries(measureBalance(ledger)).flatMap(
        ([account, { reps, isExact: exact, over, under }]): ReviewItem[] => {
          const bounds = boundWhenEligibilityVaries(reps);
          const because = exact ? 'out_of_bounds' : 'ledger_inconsistent';
          const fair = exact && over <= bounds.over && under <= bounds.under;
          return fair ? [] : [{ team, rule: account, because, accountable: managerInPlan(plan, team) }];
        },
      );
    }),
  );
  return { items: items.flat() };
}

function managerInPlan(plan: Plan, team: TeamId | undefined): RepId {
  return (team === undefined ? undefined : ownValue(plan.teams, team)?.manager) ?? plan.owner;
}
