import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { startPilot } from '../../../shared/use-cases/pilot/start-pilot.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

async function twoPlans(second: Plan = aPlan()) {
  const deps = createInMemoryDeps();
  for (const plan of [aPlan(), second]) await deps.plans.publish(aDraft({ plan }));
  await deps.plans.activate(1);
  return deps;
}
const request = {
  version: 2,
  over: 1,
  share: 0.1,
  why: 'a try',
  by: 'dana',
  now: MONDAY,
  salt: 's',
  approval: 'one',
} as const;

it('starts it, with who and when', async () => {
  const deps = await twoPlans();
  expect(await startPilot(request, deps)).toMatchObject({ outcome: 'done' });
  expect((await deps.plans.active())?.pilot).toMatchObject({
    startedAt: MONDAY,
    startedBy: 'dana',
    share: 0.1,
  });
});

it.each([
  ['the version in force', { version: 1 }, 'same_version'],
  ['a version that is not published', { version: 9 }, 'unknown_version'],
  ['another version in force', { over: 3 }, 'conflict'],
])('does not start over %s', async (_, change, outcome) => {
  const deps = await twoPlans();
  expect(await startPilot({ ...request, ...change }, deps)).toEqual({ outcome });
  expect((await deps.plans.active())?.pilot).toBeUndefined();
});

it('tries what was never in force neither by one person where two are asked for, nor if it fails its check', async () => {
  const deps = await twoPlans();
  expect(await startPilot({ ...request, approval: 'two' }, deps)).toEqual({ outcome: 'needs_approval' });
  await deps.plans.putInForce(2, { at: MONDAY, by: 'ivo' });
  await deps.plans.putInForce(1, { at: MONDAY, by: 'ivo' });
  expect(await startPilot({ ...request, approval: 'two' }, deps)).toMatchObject({ outcome: 'done' });

  const { layers } = aPlan();
  const shadowed = aPlan({ layers: [...layers, ...layers.map((one) => ({ ...one, layer: `${one.layer}-again` }))] });
  const broken = await twoPlans(shadowed);
  expect(await startPilot(request, broken)).toMatchObject({ outcome: 'fails_check' });
  expect((await broken.plans.active())?.pilot).toBeUndefined();
});
