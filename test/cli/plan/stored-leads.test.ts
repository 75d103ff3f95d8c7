import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import { readStoredLeads } from '../../../cli/plan/stored-leads.ts';
import { toListedLead } from '../../../shared/api/lead-view.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const PLAN = planOf(PLAN_TEXT);

/** An API that lists these leads, one a page. */
function anApi(leads: readonly Lead[]) {
  const asked: URLSearchParams[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(_method: string, path: string, { reply }: { reply: z.ZodType<Body> }) => {
      const query = new URL(path, 'http://baton.example').searchParams;
      asked.push(query);
      const found = leads.filter(({ stage }) => stage.state === query.get('state'));
      const at = Number(query.get('cursor') ?? 0);
      const listed = found.slice(at, at + 1).map(toListedLead);
      return reply.parse({ leads: listed, ...(at + 1 < found.length && { cursor: String(at + 1) }) });
    },
  };
  return { api, asked };
}

it('reads every page of every state, without test leads, and never a person', async () => {
  const baton = await aBaton({ plan: PLAN, reps: [{ id: 'kim', teams: { 'sdr-emea': 1 } }] });
  const ids = [
    await baton.postOne(aDemoRequest('ada', { country: 'DE', employees: '1k+' })),
    await baton.postOne(aDemoRequest('bo', { country: 'DE' })),
    await baton.postOne(aDemoRequest('cy', { touch: 'webinar' })),
  ];
  await baton.postOne(aDemoRequest('di', { country: 'DE', test: true }));
  const stored = [...baton.deps.world.leads.values()];
  const { api, asked } = anApi(stored);
  const leads = await readStoredLeads(api, MONDAY);
  expect(leads.map(({ lead }) => lead).toSorted()).toEqual(ids.toSorted());
  expect(asked.every((query) => query.get('receivedFrom') === MONDAY && query.get('with') === 'features')).toBe(true);
  const ada = leads.find(({ lead }) => lead === ids[0]);
  expect(ada?.featuresFor(PLAN)).toMatchObject({ country: 'DE', employees: '1000+', score: 60, band: 'hot' });
  expect(JSON.stringify(stored.map(toListedLead))).not.toMatch(/ada@|ada north|"name"/i);
});
