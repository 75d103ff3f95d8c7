import { expect, it } from 'vitest';
import { InMemoryReportStore } from '../../../shared/adapters/in-memory/in-memory-report-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import type { Counters } from '../../../shared/domain/reporting/counters.ts';
import { daysBetween } from '../../../shared/domain/reporting/days.ts';
import type { MetricsCell, Posting } from '../../../shared/domain/reporting/posting.ts';
import { getMetrics, type MetricsQuery } from '../../../shared/use-cases/reporting/get-metrics.ts';
import { storeTally } from '../../support/builders/tally.ts';
import { recordCalls } from '../../support/count-store-calls.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';

function ofCell(cell: Partial<MetricsCell>, counters: Counters): Posting {
  return { to: { cell: { day: MONDAY, source: 'website', ...cell } }, counters };
}

function ofRep(rep: string, day: string, counters: Counters): Posting {
  return { to: { repDay: { rep, day } }, counters };
}

/** Gets the figures of these postings, from Monday to Tuesday by team unless the query says otherwise. */
async function metricsOf(postings: readonly Posting[], query: Partial<MetricsQuery> = {}) {
  const world = createWorld();
  storeTally(world, { postings });
  const reports = new InMemoryReportStore(world);
  const reads: string[] = [];
  const recorded = recordCalls(reports, (method, [day]) => reads.push(`${method} ${day}`));
  return { ...(await getMetrics({ from: MONDAY, to: TUESDAY, by: 'team', ...query }, { reports: recorded })), reads };
}

const receivedByDay = ({ days }: Awaited<ReturnType<typeof metricsOf>>) =>
  days.map(({ day, figures }) => [day, figures.received]);
const assignedByKey = ({ rows }: Awaited<ReturnType<typeof metricsOf>>) =>
  rows.map(({ key, figures }) => [key, figures.assigned]);

it('adds up the days of the range, both ends included, and shows days on which nothing happened', async () => {
  const days = ['2026-11-22', MONDAY, TUESDAY, '2026-11-26', '2026-11-27'];
  const postings = days.map((day, index) => ofCell({ day }, { received: 10 ** index }));
  const metrics = await metricsOf(postings, { to: '2026-11-26' });
  expect(metrics.total.received).toBe(1110);
  expect(receivedByDay(metrics)).toEqual([
    [MONDAY, 10],
    [TUESDAY, 100],
    ['2026-11-25', 0],
    ['2026-11-26', 1000],
  ]);
});

it.each(['team', 'source', 'rule', 'turn'] as const)(
  'groups by %s over all days, most leads first, and then by name',
  async (by) => {
    const metrics = await metricsOf(
      [
        ofCell({ [by]: 'beta' }, { assigned: 1 }),
        ofCell({ [by]: 'alpha' }, { assigned: 1 }),
        ofCell({ [by]: 'large' }, { assigned: 2 }),
        ofCell({ [by]: 'large', day: TUESDAY }, { assigned: 3 }),
      ],
      { by },
    );
    expect(assignedByKey(metrics)).toEqual([
      ['large', 5],
      ['alpha', 1],
      ['beta', 1],
    ]);
  },
);

it('counts what has no value for the dimension in the total alone', async () => {
  const metrics = await metricsOf([ofCell({ team: 'sdr' }, { assigned: 1 }), ofCell({}, { assigned: 1 })]);
  expect(metrics.total.assigned).toBe(2);
  expect(assignedByKey(metrics)).toEqual([['sdr', 1]]);
});

it('groups by rep from the reps’ own days, and keeps the total of all leads', async () => {
  const postings = [
    ofCell({ team: 'sdr' }, { received: 3, assigned: 2 }),
    ofRep('kim', MONDAY, { assigned: 1 }),
    ofRep('kim', TUESDAY, { assigned: 1 }),
  ];
  const metrics = await metricsOf(postings, { by: 'rep' });
  expect(assignedByKey(metrics)).toEqual([['kim', 2]]);
  expect(metrics.total).toMatchObject({ received: 3, assigned: 2 });
  expect(metrics.reads).toEqual([`day ${MONDAY}`, `day ${TUESDAY}`]);
});

it('calculates rates from the sums of the days, not from their rates', async () => {
  const { total, rows } = await metricsOf([
    ofCell({ team: 'sdr' }, { due: 1, respondedInTime: 1 }),
    ofCell({ team: 'sdr', day: TUESDAY }, { due: 3 }),
  ]);
  expect(total.attainment).toEqual({ count: 1, of: 4, rate: 0.25 });
  expect(rows).toMatchObject([{ key: 'sdr', figures: { attainment: { rate: 0.25 } } }]);
});

it('reads every day of a long range once, in order', async () => {
  const days = daysBetween('2026-09-01', '2026-11-30');
  const metrics = await metricsOf(
    days.map((day) => ofCell({ day }, { received: 1 })),
    { from: '2026-09-01', to: '2026-11-30' },
  );
  expect(metrics.reads).toEqual(days.map((day) => `day ${day}`));
  expect(receivedByDay(metrics)).toEqual(days.map((day) => [day, 1]));
});

it('ends with the last day of the calendar', async () => {
  const metrics = await metricsOf([], { from: '9999-12-30', to: '9999-12-31' });
  expect(metrics.days.map(({ day }) => day)).toEqual(['9999-12-30', '9999-12-31']);
});
