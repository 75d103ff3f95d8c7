import { expect, it } from 'vitest';
import type * as z from 'zod';
import { formatReview } from '../../../cli/plan/review-text.ts';
import { recordReview } from '../../../cli/plan/reviewed.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const answering = (active: number | undefined, bodies: unknown[] = []) => ({
  call: async <Body>(method: string, _: string, { body, reply }: { body?: unknown; reply: z.ZodType<Body> }) => {
    if (method === 'POST') bodies.push(body);
    return reply.parse(method === 'GET' ? { active, versions: [], history: [] } : { version: active });
  },
});

it('records a review of the version that is in force', async () => {
  const bodies: unknown[] = [];
  const api = answering(3, bodies);
  expect(await recordReview(api, { why: 'it works', next: '2027-03-31' })).toEqual({ version: 3 });
  expect(bodies).toEqual([{ version: 3, why: 'it works', next: '2027-03-31' }]);
  await expect(recordReview(answering(undefined), { why: 'x' })).rejects.toThrow('No plan is in force');
});

it('says when the next review is due, and what was imported', () => {
  const day = MONDAY.slice(0, 10);
  const changes = [{ kind: 'teams', rows: 1, by: 'ivo', at: MONDAY }] as const;
  expect(formatReview({ version: 3, dueOn: '2999-01-01', changes: [] }, MONDAY)).toBe(
    'Review of version 3: due on 2999-01-01',
  );
  expect(formatReview({ version: 3, dueOn: day, changes }, MONDAY)).toBe(
    `Review of version 3: was due on ${day}; imported since: teams once`,
  );
});
