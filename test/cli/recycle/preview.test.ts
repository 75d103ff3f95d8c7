import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import { formatRecyclingPreview, readRecyclingPreview } from '../../../cli/recycle/preview.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const LEAD = {
  lead: 'lead_1',
  dueAt: MONDAY,
  track: 'timing',
  reason: 'later',
  cycles: 1,
  contacts: 2,
  accountable: 'dana',
  then: 'return',
  because: 'date',
} as const;
const RESTS_ON = {
  ...LEAD,
  lead: 'lead_2',
  then: 'nurture',
  because: 'contacts',
  until: minutesAfterMonday(60),
} as const;

/** An API with these leads, at most two per page. */
function anApi(leads: readonly object[]) {
  const asked: string[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(_method: string, path: string, { reply }: { reply: z.ZodType<Body> }) => {
      asked.push(path);
      const query = new URL(path, 'http://baton.example').searchParams;
      const start = Number(query.get('cursor') ?? 0);
      const end = start + Math.min(2, Number(query.get('limit')));
      return reply.parse({ leads: leads.slice(start, end), ...(end < leads.length && { cursor: String(end) }) });
    },
  };
  return { api, asked };
}

it('reads page by page up to the limit', async () => {
  const leads = [1, 2, 3, 4, 5].map((number) => ({ ...LEAD, lead: `lead_${number}` }));
  const { api, asked } = anApi(leads);
  const found = await readRecyclingPreview(api, { before: MONDAY, limit: 3 });
  expect(found.map(({ lead }) => lead)).toEqual(['lead_1', 'lead_2', 'lead_3']);
  const before = encodeURIComponent(MONDAY);
  expect(asked).toEqual([`/v1/recycling?limit=3&before=${before}`, `/v1/recycling?limit=1&before=${before}&cursor=2`]);
  expect(await readRecyclingPreview(anApi(leads).api, { limit: 100 })).toHaveLength(5);
});

it('shows what would happen to each lead, why and until when', async () => {
  const text = formatRecyclingPreview([LEAD, RESTS_ON]);
  const lines = text.split('\n');
  expect(lines.find((line) => line.includes('lead_1'))).toMatch(/later.*timing.*return to routing.*date/);
  expect(lines.find((line) => line.includes('lead_2'))).toMatch(/nurture again.*contacts.*2026-11-23T10:00/);
  expect(formatRecyclingPreview([])).toBe('No lead is due from nurture.');
});
