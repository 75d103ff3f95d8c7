import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { startPilot } from '../../../shared/use-cases/pilot/start-pilot.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';

async function twoPlans() {
  const deps = createInMemoryDeps();
  for (const _ of [1, 2]) await deps.plans.publish(aDraft());
  await deps.plans.activate(1);
  return deps;
}
const request = { version: 2, over: 1, share: 0.1, why: 'a try', by: 'dana', now: MONDAY, salt: 's' };

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
