import { expect, it } from 'vitest';
import type * as z from 'zod';
import { publishPlan } from '../../../cli/plan/publish.ts';
import { edited, PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';

const UNREACHABLE = edited('{employees: 1000+}', '{employees: 1000+, score: ">= 200"}');
const FAILED_TEST = { name: 'big', differences: [{ what: 'rule', expected: 'big', decided: 'sdr' }], passedOver: [] };

function publish(text: string, options: Partial<Parameters<typeof publishPlan>[0]> = {}, yes = true) {
  const bodies: unknown[] = [];
  const said: string[] = [];
  const call = async <Body>(_: string, __: string, { body, reply }: { body?: unknown; reply: z.ZodType<Body> }) => {
    bodies.push(body);
    return reply.parse({ version: 3 });
  };
  const done = publishPlan(
    { file: { text, tables: {}, plan: planOf(text) }, dryRun: false, ...options },
    { api: { call }, say: (line) => said.push(line), confirm: async () => yes },
  );
  return { done, bodies, said };
}

it('shows the difference in words and the reason, and publishes over the version compared with', async () => {
  const change = "change: {why: 'a new team', expect: 'fewer waits', review: 2027-03-31}\n";
  const text = `${edited('{employees: 1000+}', '{employees: 500+}')}${change}`;
  const { done, bodies, said } = publish(text, { inForce: { version: 2, plan: planOf(PLAN_TEXT) } });
  expect(await done).toBe(3);
  expect(bodies).toEqual([{ yaml: text, activate: { over: 2 } }]);
  expect(said.join('\n')).toMatch(
    /version 2[\s\S]*~ rule big changed[\s\S]*Why: a new team\nExpected: fewer waits\nReview on: 2027-03-31/,
  );
});

it.each([
  ['a dry run', { dryRun: true }, true],
  ['the answer no', {}, false],
])('publishes nothing on %s', async (_, options, yes) => {
  const { done, bodies } = publish(PLAN_TEXT, options, yes);
  expect(await done).toBeUndefined();
  expect(bodies).toEqual([]);
});

it.each([
  ['its check', UNREACHABLE, {}, '✗ big: no lead can match it'],
  ['its tests', PLAN_TEXT, { tests: [FAILED_TEST] }, 'rule: expected big, decided sdr'],
])('publishes a plan that fails %s only when forced, and sends the reason', async (_, text, options, found) => {
  const refused = publish(text, options);
  await expect(refused.done).rejects.toThrow(found);
  expect(refused.bodies).toEqual([]);
  const { done, bodies, said } = publish(text, { ...options, forced: 'known gap' });
  await done;
  expect(bodies).toEqual([{ yaml: text, activate: { over: 0, forced: 'known gap' } }]);
  expect(said[0]).toContain(found);
});
