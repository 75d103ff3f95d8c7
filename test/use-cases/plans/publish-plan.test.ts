import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { publishPlan } from '../../../shared/use-cases/plans/publish-plan.ts';
import { PLAN_TEXT } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const publish = (text: string, deps = createInMemoryDeps()) => publishPlan({ text, by: 'dana', now: MONDAY }, deps);

it('stores a plan as the next version, with its text and who published it, and does not activate it', async () => {
  const deps = createInMemoryDeps();
  const first = await publish(PLAN_TEXT, deps);
  const second = await publish(PLAN_TEXT, deps);
  expect([first, second].map((one) => one.ok && one.value.version)).toEqual([1, 2]);
  expect(await deps.plans.version(2)).toMatchObject({ text: PLAN_TEXT, publishedBy: 'dana', publishedAt: MONDAY });
  expect(await deps.plans.active()).toBeUndefined();
});

it.each([
  ['text that is no YAML', 'plan: [', /./],
  ['a key that no plan has', `${PLAN_TEXT}\nsuprise: 1\n`, /suprise/],
  ['a country that does not exist', PLAN_TEXT.replace('when: {', 'when: {country: [Narnia], '), /Narnia|country/],
])('refuses %s with its problems, and stores nothing', async (_, text, named) => {
  const deps = createInMemoryDeps();
  const published = await publish(text, deps);
  expect(published.ok).toBe(false);
  expect(JSON.stringify(published)).toMatch(named);
  expect(await deps.plans.version(1)).toBeUndefined();
});

it('puts a plan in force over the version it was compared with, and publishes nothing over another', async () => {
  const deps = createInMemoryDeps();
  const activate = (over: number) =>
    publishPlan({ text: PLAN_TEXT, by: 'dana', now: MONDAY, activate: { over, forced: 'known gap' } }, deps);
  expect(await activate(0)).toMatchObject({ ok: true, value: { version: 1 } });
  expect(await activate(0)).toEqual({ ok: false, problem: 'conflict' });
  expect(await deps.plans.versions()).toHaveLength(1);
  expect(await deps.plans.activations()).toMatchObject([{ version: 1, by: 'dana', forced: 'known gap' }]);
});
