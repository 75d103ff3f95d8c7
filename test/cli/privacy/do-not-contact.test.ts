import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import {
  formatEntries,
  formatLifted,
  formatSuppressed,
  lift,
  listEntries,
  readReason,
  replayEntries,
  suppress,
} from '../../../cli/privacy/do-not-contact.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const ENTRY = { id: 'dnc_1', at: MONDAY, by: 'dana', because: 'asked_by_mail', kind: 'person', keys: ['k'] } as const;
const NORA = { email: 'nora@lindwerk.example' };

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

it.each([
  ['asked by mail', 'asked_by_mail'],
  [' Request ', 'request'],
])('reads the reason %j as a code', (text, code) => {
  expect(readReason(text)).toBe(code);
});

it.each(['nora@lindwerk.example', 'asked, by mail', '', 'x'.repeat(70)])('refuses the reason %j', (text) => {
  expect(() => readReason(text)).toThrow(/--reason/);
});

it('enters somebody, ends all their leads however many pages that takes, and says which', async () => {
  const { api, asked } = anApi(
    { outcome: 'listed', entries: [ENTRY], ended: ['lead_1'], cursor: 'waiting~' },
    { ended: ['lead_2'], cursor: 'nurturing~' },
    { ended: [] },
  );
  const text = formatSuppressed(await suppress(api, NORA, { reason: 'asked_by_mail', ticket: 'dsr-9' }));
  expect(text).toBe('On the do-not-contact list. Entry: dnc_1\nOpen leads that ended: 2.\n  lead_1\n  lead_2');
  expect(asked).toEqual([
    ['POST', '/v1/do-not-contact', { ...NORA, reason: 'asked_by_mail', ticket: 'dsr-9' }],
    ['POST', '/v1/do-not-contact/apply', { cursor: 'waiting~' }],
    ['POST', '/v1/do-not-contact/apply', { cursor: 'nurturing~' }],
  ]);
});

it('says that somebody was on the list already', () => {
  expect(formatSuppressed({ outcome: 'already_listed', entries: [ENTRY], ended: [] })).toMatch(
    /already\. Entry: dnc_1/,
  );
});

it.each([
  [{ outcome: 'lifted', entries: [ENTRY] }, /^Lifted: dnc_1 \(person\)/],
  [{ outcome: 'not_listed' }, /^Not on the do-not-contact list\./],
])('lifts: %j', async (reply, expected) => {
  const { api, asked } = anApi(reply);
  expect(formatLifted(await lift(api, NORA, 'agreed'))).toMatch(expected);
  expect(asked).toEqual([['POST', '/v1/do-not-contact/lift', { ...NORA, reason: 'agreed' }]]);
});

it('after a restore applies all records, then ends the open leads', async () => {
  const { api, asked } = anApi(
    { applied: 50, cursor: 'c' },
    { applied: 1 },
    { ended: ['lead_1'], cursor: 'd' },
    { ended: ['lead_2'] },
  );
  expect(await replayEntries(api)).toBe('Applied: 51 entries. Open leads that ended: 2.');
  expect(asked.map((call) => (call as unknown[])[1])).toEqual([
    '/v1/do-not-contact/replay',
    '/v1/do-not-contact/replay',
    '/v1/do-not-contact/apply',
    '/v1/do-not-contact/apply',
  ]);
});

it('lists all pages, lifted entries included', async () => {
  const lifted = { ...ENTRY, id: 'dnc_0', lifted: { at: MONDAY, by: 'ivo', because: 'agreed' } };
  const { api } = anApi({ entries: [ENTRY], cursor: 'next' }, { entries: [lifted] });
  const text = formatEntries(await listEntries(api));
  expect(text).toMatch(/dnc_1 .*person .*dana .*asked_by_mail/);
  expect(text).toMatch(/dnc_0 .*by ivo: agreed/);
  expect(formatEntries([])).toBe('Nobody is on the do-not-contact list.');
});
