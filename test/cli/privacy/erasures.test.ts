import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import {
  forget,
  formatErasures,
  formatExport,
  formatForgotten,
  listErasures,
  replay,
} from '../../../cli/privacy/erasures.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const ERASURE = {
  id: 'era_1',
  at: MONDAY,
  by: 'dana',
  because: 'request',
  keys: [],
  leads: ['lead_1'],
  remaining: [],
  counts: { leads: 1, rows: 3, deliveries: 2, findings: 0 },
};

/** An API that returns these bodies in order, and records the calls. */
function anApi(...replies: readonly unknown[]) {
  const asked: unknown[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(method: string, path: string, { body, reply }: { body?: unknown; reply: z.ZodType<Body> }) =>
      reply.parse(replies[asked.push([method, path, body]) - 1]),
  };
  return { api, asked };
}

it('previews, and says how to erase', async () => {
  const { api, asked } = anApi({ outcome: 'preview', leads: ['lead_1'], deliveries: 2, waiting: 1, isPartial: false });
  const text = formatForgotten(await forget(api, { email: 'nora@lindwerk.example' }, { dryRun: true }));
  expect(text).toMatch(/1 lead, 2 stored bodies[\s\S]*lead_1[\s\S]*--yes\.$/);
  expect(asked).toEqual([['POST', '/v1/persons/forget', { email: 'nora@lindwerk.example', dryRun: true }]]);
});

it.each([
  [{ outcome: 'forgotten', erasure: ERASURE }, /^Erased: 1 lead, 2 stored bodies\. Record: era_1$/],
  [{ outcome: 'continues', erasure: { ...ERASURE, remaining: ['deliveries'] } }, /Left: deliveries/],
  [{ outcome: 'nothing_left' }, /^Nothing is stored/],
])('says what became of it: %j', async (reply, expected) => {
  const { api } = anApi(reply);
  expect(formatForgotten(await forget(api, { lead: 'lead_1' }, { dryRun: false }))).toMatch(expected);
});

it('says that the person is on the do-not-contact list, in an export and after an erasure', async () => {
  const entry = { id: 'dnc_1', at: MONDAY, by: 'dana', because: 'request', kind: 'person', keys: [] } as const;
  const { api, asked } = anApi({ outcome: 'forgotten', erasure: ERASURE, doNotContact: [entry] });
  const forgotten = await forget(api, { lead: 'lead_1' }, { dryRun: false, suppress: true });
  expect(formatForgotten(forgotten)).toMatch(/^Erased: .*\nOn the do-not-contact list: dnc_1 \(person, /);
  expect(asked).toEqual([['POST', '/v1/persons/forget', { lead: 'lead_1', dryRun: false, suppress: true }]]);
  expect(formatExport({ leads: [], doNotContact: [entry] })).toMatch(/^On the do-not-contact list: dnc_1/);
  expect(formatExport({ leads: [], doNotContact: [] })).toBe('');
});

it('says that nobody was entered in the list, if that was asked for', async () => {
  const { api } = anApi({ outcome: 'forgotten', erasure: ERASURE });
  const forgotten = await forget(api, { lead: 'lead_1' }, { dryRun: false, suppress: true });
  expect(formatForgotten(forgotten, { suppress: true })).toMatch(/^Erased: .*\nNot on the do-not-contact list: /);
  expect(formatForgotten(forgotten)).not.toContain('list');
});

it('replays all pages, and adds up', async () => {
  const { api, asked } = anApi({ applied: 20, failed: 0, cursor: 'c' }, { applied: 1, failed: 1 });
  expect(await replay(api, 'all')).toBe('Applied: 21. Failed: 1. Run it again.');
  expect(asked).toHaveLength(2);
});

it('lists the records', async () => {
  const { api } = anApi({ erasures: [ERASURE], cursor: 'next' }, { erasures: [] });
  expect(formatErasures(await listErasures(api))).toMatch(/era_1 .*dana .*request/);
  expect(formatErasures([])).toBe('Nobody has been erased.');
});
