import type { ReportData } from '../../../cli/report/gather.ts';
import { InMemoryReportStore } from '../../../shared/adapters/in-memory/in-memory-report-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { reportRoutes, toMetricsView } from '../../../shared/api/reports.ts';
import type { Counters } from '../../../shared/domain/reporting/counters.ts';
import { durationBucketOf } from '../../../shared/domain/reporting/ddsketch.ts';
import type { MetricsCell, Posting } from '../../../shared/domain/reporting/posting.ts';
import { createSeededRandom } from '../../../shared/simulation/seeded-random.ts';
import { type Dimension, getMetrics } from '../../../shared/use-cases/reporting/get-metrics.ts';
import { storeTally } from '../../support/builders/tally.ts';

const PERIOD = { from: '2026-11-16', to: '2026-11-22' };
const REPS = { kim: 'sdr-emea', lea: 'sdr-emea', max: 'sdr-emea', ana: 'sdr-us', bob: 'sdr-us' } as const;

/** A report of one week of a fictional office, the same each time. */
export async function aReport(): Promise<ReportData> {
  const random = createSeededRandom(5);
  const postings: Posting[] = [];
  const post = (cell: MetricsCell, rep: string, counters: Counters) =>
    postings.push({ to: { cell }, counters }, { to: { repDay: { day: cell.day, rep } }, counters });
  for (let lead = 0; lead < 200; lead += 1) {
    const [rep, team] = Object.entries(REPS)[Math.floor(random() * 5)] ?? ['kim', 'sdr-emea'];
    const day = `2026-11-${16 + Math.floor(random() * 7)}`;
    const rule = random() < 0.6 ? 'demo-by-region' : 'enterprise-demo';
    const cell = { day, source: random() < 0.7 ? 'website' : 'linkedin-ads', team, rule, turn: 'weighted' };
    const speed = Math.exp(4 + 5 * random());
    const late = speed > 2700;
    post(cell, rep, {
      ...{ received: 1, routed: 1, assigned: 1, assignedBySystem: 1, due: 1, enriched: 1, firstResponses: 1 },
      ...{ 'wanted:country': 1, 'covered:country': 1, 'wanted:employees': 1, 'closed:disqualified': 1 },
      [late ? 'breached' : 'respondedInTime']: 1,
      ...(random() < 0.1 && {
        misrouted: 1,
        wrong: 1,
        'misrouted:territory': 1,
        reassigned: 1,
        'reassigned:misrouted': 1,
      }),
      ...(random() < 0.15 && { fellBack: 1 }),
      ...(random() < 0.2 && { 'closed:converted': 1, 'closed:disqualified': 0, amountHundredths: 120_000 }),
      ...(random() < 0.2 && { nurtured: 1 }),
      [`speed:${durationBucketOf(speed)}`]: 1,
      [`speedAtWork:${durationBucketOf(speed / 2)}`]: 1,
      [`timeToOwner:${durationBucketOf(3 + random() * 20)}`]: 1,
    });
  }
  const world = createWorld();
  storeTally(world, { postings });
  const reports = new InMemoryReportStore(world);
  const by = async (dimension: Dimension) => {
    const query = { ...PERIOD, by: dimension };
    return reportRoutes.getMetrics.replies[200].parse(toMetricsView(query, await getMetrics(query, { reports })));
  };
  return {
    ...PERIOD,
    environment: 'prod',
    madeAt: '2026-11-22T18:00:00.000Z',
    metrics: {
      team: await by('team'),
      source: await by('source'),
      rule: await by('rule'),
      turn: await by('turn'),
      rep: await by('rep'),
    },
    reviews: {
      at: '2026-11-22T18:00:00.000Z',
      lists: [
        { list: 'unassigned', owner: 'mops', count: 3, items: [] },
        { list: 'past_sla', owner: 'dana', count: 200, items: [], cursor: 'next' },
      ],
      elsewhere: [{ list: 'quarantined', at: '/v1/quarantine', owner: 'mops' }],
    },
    shares: Object.entries(REPS).map(([rep, team], at) => ({
      team,
      rep,
      received: 60 + at * 7,
      share: 60.4 + at * 7,
    })),
    loads: Object.keys(REPS).map((rep, at) => ({ rep, open: 4 * at, ...(at % 2 === 0 && { cap: 20 }) })),
  };
}
