import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import { formatRetention, readRetention } from '../../../cli/privacy/retention.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const PREVIEW = { bodiesBy: MONDAY, keeps: ['country', 'rule'], leads: [], isPartial: false } as const;

it('reads the preview', async () => {
  const asked: unknown[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(method: string, path: string, { reply }: { reply: z.ZodType<Body> }) => {
      asked.push([method, path]);
      return reply.parse(PREVIEW);
    },
  };
  expect(await readRetention(api)).toEqual(PREVIEW);
  expect(asked).toEqual([['GET', '/v1/retention']]);
});

it('says that closed leads are kept', () => {
  expect(formatRetention({ ...PREVIEW, keeps: [] })).toBe(
    [
      `Raw bodies: gone once received by ${MONDAY}.`,
      'Closed leads: kept until somebody is erased, since the plan has no privacy.closed_lead.',
      'An erasure keeps: nothing.',
    ].join('\n'),
  );
});

it('names the leads that go, and says if there are more', () => {
  const text = formatRetention({ ...PREVIEW, leadsBy: MONDAY, leads: ['lead_1', 'lead_2'], isPartial: true });
  expect(text).toMatch(/last heard of by 2026-11-23T\S+ The next run erases at least 2\.\n {2}lead_1\n {2}lead_2\n/);
  expect(text).toMatch(/keeps: country, rule\.$/);
});
