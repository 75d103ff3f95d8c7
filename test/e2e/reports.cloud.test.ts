import { expect, inject, it } from 'vitest';
import { reportRoutes } from '../../shared/api/reports.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import { calculateFigures, type MetricFigures } from '../../shared/domain/reporting/figures.ts';
import { calculateReferenceFigures } from '../scenarios/counted-by-hand.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const SOURCE = 'figures';
const SUBMITTED = new Date(Date.now() - 90_000).toISOString();

/** Posts one lead through the API, from a source that only this test uses. */
async function postLeadByApi(fields: Readonly<Record<string, string>>, more: object = {}): Promise<string> {
  const { email, name } = aNewPerson();
  const json = { email, name, source: SOURCE, submittedAt: SUBMITTED, fields, ...more };
  const reply = await call('POST', '/v1/leads', { key: keys.manager, json });
  expect(reply.status).toBe(201);
  return (reply.json() as { readonly id: string }).id;
}

async function readMetricsBy(by: string) {
  const [from, to] = [SUBMITTED.slice(0, 10), new Date().toISOString().slice(0, 10)];
  const reply = await call('GET', `/v1/metrics?from=${from}&to=${to}&by=${by}`, { key: keys.admin });
  return reportRoutes.getMetrics.replies[200].parse(reply.json());
}

async function readReviews(query = '') {
  const reply = await call('GET', `/v1/reviews${query}`, { key: keys.admin });
  return reportRoutes.getReviews.replies[200].parse(reply.json());
}

it('reports the same figures as the timelines on the deployed stack', async () => {
  const won = await postLeadByApi({ product: 'calm', country: 'DE' });
  const wrong = await postLeadByApi({ product: 'calm' });
  const unwanted = await postLeadByApi({});
  const test = await postLeadByApi({ product: 'calm' }, { test: true });
  const { epoch } = await waitForOwner(won);
  expect((await answerLead(won, { answer: 'contacted', epoch })).status).toBe(200);
  expect((await answerLead(won, { answer: 'converted', epoch, amount: 1200.5 })).status).toBe(200);
  const first = await waitForOwner(wrong);
  expect((await answerLead(wrong, { answer: 'misrouted', reason: 'territory', epoch: first.epoch })).status).toBe(200);
  await waitForOwner(wrong, 2);
  await eventually(async () => expect(await readLead(test)).toMatchObject({ state: 'closed' }));
  await eventually(async () =>
    expect(await readLead(unwanted)).toMatchObject({ state: 'waiting', queue: 'catch-all' }),
  );

  const lives = await Promise.all(
    [won, wrong, unwanted, test].map(async (id) => {
      const events = await readTimeline(id);
      // The API leaves out only the lead's id, which is part of the URL.
      return { lead: await readLead(id), timeline: events.map((event) => ({ ...event, lead: id })) as LeadEvent[] };
    }),
  );
  // Figures as serialized: undefined values are absent.
  const expected = JSON.parse(JSON.stringify(calculateFigures(calculateReferenceFigures(lives)))) as MetricFigures;
  const figures = await eventually(async () => {
    const row = (await readMetricsBy('source')).rows.find(({ key }) => key === SOURCE);
    expect(row?.figures).toMatchObject({
      received: expected.received,
      tests: expected.tests,
      speedToLead: expected.speedToLead,
      timeToOwner: expected.timeToOwner,
      attainment: expected.attainment,
      accuracy: expected.accuracy,
      misroutes: expected.misroutes,
      reassignments: expected.reassignments,
      fallbacks: expected.fallbacks,
      outcomes: expected.outcomes,
      amount: expected.amount,
    });
    return row?.figures;
  });
  expect(figures).toMatchObject({
    received: 3,
    tests: 1,
    attainment: { count: 1, of: 1, rate: 1 },
    misroutes: { count: 1, of: 3 },
    misroutesByReason: { territory: 1 },
    reassignmentsByCause: { misrouted: 1 },
    fallbacks: { count: 1, of: 4 },
    outcomes: { converted: 1 },
    amount: 1200.5,
  });
  expect(figures?.speedToLead.medianSeconds).toBeGreaterThan(88);
  expect(figures?.coverage.country).toMatchObject({ count: 1, of: 3 });
  for (const by of ['team', 'rule', 'turn', 'rep']) expect((await readMetricsBy(by)).rows.length).toBeGreaterThan(0);

  const { lists, elsewhere } = await readReviews();
  const list = (name: string) => lists.find((one) => one.list === name);
  expect(list('unassigned')).toMatchObject({ owner: 'mops' });
  expect(list('unassigned')?.items).toContainEqual(
    expect.objectContaining({ lead: unwanted, accountable: 'olga.stone' }),
  );
  expect(list('queued_long')?.items).toEqual([]);
  const flagged = { lead: wrong, because: 'territory', rep: first.owner, rule: 'desk', team: 'calm' };
  expect(list('misrouted')?.items).toContainEqual(expect.objectContaining({ ...flagged, accountable: 'mara.quill' }));
  const [longer] = (await readReviews('?list=misrouted&days=92')).lists;
  expect(longer?.items).toContainEqual(expect.objectContaining(flagged));
  const refused = await call('GET', '/v1/reviews?list=past_sla&days=92', { key: keys.admin });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('only with the list misrouted')]);
  expect(elsewhere).toContainEqual({ list: 'quarantined', at: '/v1/quarantine', owner: 'mops' });
  expect((await readReviews('?list=uneven')).lists).toMatchObject([{ list: 'uneven', owner: 'olga.stone', count: 0 }]);
});
