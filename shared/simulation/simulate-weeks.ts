import { UNITS_PER_LEAD } from '../domain/assignment/fairness/ledger.ts';
import type { RepId } from '../domain/ids.ts';
import { addSeconds, earliest, type Instant, secondsBetween } from '../domain/instant.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { MetricFigures } from '../domain/reporting/figures.ts';
import type { Rep } from '../domain/team/rep.ts';
import { DIMENSIONS, type Dimension, getMetrics, type Metrics } from '../use-cases/reporting/get-metrics.ts';
import type { Arrival } from './arrivals.ts';
import type { Behaviour } from './behaviour.ts';
import { SimulatedReps } from './simulated-reps.ts';
import { VirtualBaton } from './virtual-baton.ts';

/** A company whose weeks are simulated. */
export interface SimulatedCompany {
  readonly plan: Plan;
  /** Ids and versions from 1. */
  readonly reps: readonly Rep[];
  /** Holidays by region. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
  readonly behaviour: Behaviour;
}

/** What happened in the weeks. */
export interface SimulatedWeeks {
  readonly leads: number;
  readonly total: MetricFigures;
  readonly metrics: Readonly<Record<Dimension, Metrics>>;
  readonly reps: readonly SimulatedRep[];
  /** Leads that no rule took. */
  readonly gap: number;
  /** Leads that wait at the end, for a rep or for somebody who reviews them. */
  readonly waiting: number;
  /** By how many leads, at most, a rep got more or less than their share of turns. */
  readonly unfairness: number;
}

/** One rep's weeks. */
interface SimulatedRep {
  readonly rep: RepId;
  readonly assigned: number;
  /** Slots taken at the end. */
  readonly open: number;
}

/** How far virtual time moves at once, at most, so that reps notice their leads soon. Also how often the sweep runs. */
const STEP_SECONDS = 300;
const RECYCLING_SECONDS = 3600;

/**
 * Runs weeks of a company on virtual time, through the same use cases as in operation: leads arrive, are routed and
 * assigned, answered or breached, handed off, moved to nurture and recycled. Deterministic by `seed`.
 */
export async function simulateWeeks(
  company: SimulatedCompany,
  run: {
    readonly start: Instant;
    readonly weeks: number;
    readonly arrivals: readonly Arrival[];
    /** What the form of an arrival posts. */
    readonly bodyOf: (arrival: Arrival) => object;
    readonly seed: number;
  },
): Promise<SimulatedWeeks> {
  const { plan, behaviour } = company;
  const baton = await openCompany(company, run.start);
  const reps = new SimulatedReps({ baton, plan, behaviour, seed: run.seed });
  const end = addSeconds(run.start, run.weeks * 7 * 86_400);
  let next = 0;
  while (baton.now < end) {
    for (let due = run.arrivals[next]; due !== undefined && due.at <= baton.now; due = run.arrivals[next]) {
      reps.know(await baton.postOne(run.bodyOf(due)), due.number);
      next += 1;
    }
    await reps.noticeAssignments();
    await reps.act();
    const until = earliest(run.arrivals[next]?.at, reps.nextAt, addSeconds(baton.now, STEP_SECONDS), end) ?? end;
    await baton.advance(Math.max(0, secondsBetween(baton.now, until)));
  }
  return summarise(baton, company, { from: run.start.slice(0, 10), to: end.slice(0, 10), leads: next });
}

async function openCompany({ plan, reps, holidays }: SimulatedCompany, start: Instant): Promise<VirtualBaton> {
  const baton = new VirtualBaton({
    start,
    sweepIntervalSeconds: STEP_SECONDS,
    recyclingIntervalSeconds: RECYCLING_SECONDS,
    followUp: 'near_steps',
  });
  const { plans, world } = baton.deps;
  const draft = { publishedAt: start, publishedBy: plan.owner, text: '', tree: {}, plan };
  await plans.activate(await plans.publish(draft));
  for (const rep of reps) world.reps.set(rep.id, rep);
  for (const [region, dates] of Object.entries(holidays)) world.holidays.set(region, dates);
  return baton;
}

async function summarise(
  baton: VirtualBaton,
  { plan, reps }: SimulatedCompany,
  { from, to, leads }: { readonly from: string; readonly to: string; readonly leads: number },
): Promise<SimulatedWeeks> {
  const { world, reports } = baton.deps;
  const metrics = Object.fromEntries(
    await Promise.all(DIMENSIONS.map(async (by) => [by, await getMetrics({ from, to, by }, { reports })] as const)),
  ) as Record<Dimension, Metrics>;
  const all = [...world.leads.values()];
  const credits = [...world.ledgers.values()].flatMap(({ entries }) =>
    Object.values(entries).flatMap((rows) => Object.values(rows).map(({ credit }) => Math.abs(credit))),
  );
  const assigned = new Map(metrics.rep.rows.map(({ key, figures }) => [key, figures.assigned]));
  return {
    leads,
    total: metrics.team.total,
    metrics,
    reps: reps
      .filter(({ teams }) => Object.keys(teams).some((team) => Object.hasOwn(plan.teams, team)))
      .map(({ id }) => ({ rep: id, assigned: assigned.get(id) ?? 0, open: world.loads.get(id)?.open ?? 0 })),
    gap: all.filter(({ routing }) => routing?.route.rule === 'otherwise').length,
    waiting: all.filter(({ stage }) => stage.state === 'waiting').length,
    unfairness: Math.max(0, ...credits) / UNITS_PER_LEAD,
  };
}
