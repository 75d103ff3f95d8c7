import { expect, it } from 'vitest';
import type * as z from 'zod';
import { formatHistory, previousVersion, rollBack } from '../../../cli/plan/history.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const published = { publishedAt: MONDAY, publishedBy: 'dana' };
const versions = [3, 2, 1].map((version) => ({ version, ...published }));
const change = { why: 'a new team', expect: 'fewer waits', review: '2027-03-31' };
const history = [
  { version: 3, at: MONDAY, by: 'ivo', change, forced: 'known gap' },
  { version: 1, at: MONDAY, by: 'dana', reason: 'too many waits' },
];

it('lists who, why, what is expected, the review when its day has come, and versions without an entry', () => {
  const lines = formatHistory({ active: 3, versions, history }, '2027-03-31').split('\n');
  expect(lines[1]).toMatch(/^3 in force .* ivo .*a new team .*fewer waits .*2027-03-31 past .*known gap$/);
  expect(lines[2]).toMatch(/^1 .* dana .*rollback: too many waits/);
  expect(lines[3]).toMatch(/^2 .* dana/);
  expect(formatHistory({ active: 3, versions, history }, '2027-03-30')).not.toContain('past');
});

it('lists reviews by their time, and says when the next one is due', () => {
  const at = `${'2027-01-10'}T09:00:00.000Z`;
  const reviews = [{ at, by: 'mia', version: 3, why: 'it works', next: '2027-02-01' }];
  const review = { version: 3, dueOn: '2027-02-01', changes: [] };
  const lines = formatHistory({ active: 3, versions, history, reviews, review }, '2027-02-01').split('\n');
  expect(lines[1]).toMatch(/^3 .* mia .*reviewed: it works .*2027-02-01 past/);
  expect(lines[2]).toMatch(/^3 in force/);
  expect(lines.at(-1)).toBe('Review of version 3: was due on 2027-02-01');
});

it('goes back to the version in force before, or the one below when none is recorded', () => {
  expect(previousVersion({ active: 3, versions, history })).toBe(1);
  expect(previousVersion({ active: 3, versions, history: [] })).toBe(2);
  expect(() => previousVersion({ active: 1, versions: versions.slice(2), history: [] })).toThrow('No other version');
});

it('rolls back over the version it read, and refuses the version that is in force', async () => {
  const bodies: unknown[] = [];
  const call = async <Body>(method: string, _: string, { body, reply }: { body?: unknown; reply: z.ZodType<Body> }) => {
    if (method === 'PUT') bodies.push(body);
    return reply.parse(method === 'GET' ? { active: 3, versions, history } : { version: 1 });
  };
  expect(await rollBack({ call }, { reason: 'worse' })).toBe(1);
  expect(bodies).toEqual([{ version: 1, over: 3, reason: 'worse' }]);
  await expect(rollBack({ call }, { version: 3, reason: 'worse' })).rejects.toThrow('in force already');
  expect(bodies).toHaveLength(1);
});
