import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { activatePlan } from '../../../shared/use-cases/plans/activate-plan.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';

it('lets one person go back to what was in force, and asks for a proposal of anything new where two must agree', async () => {
  const deps = createInMemoryDeps();
  const entry = { at: minutesAfterMonday(5), by: 'ivo', reason: 'worse' };
  const activate = (version: number, approval: 'one' | 'two') => activatePlan({ version, entry, approval }, deps);
  await deps.plans.putInForce(aDraft(), { at: minutesAfterMonday(1), by: 'ivo' });
  await deps.plans.putInForce(aDraft(), { at: minutesAfterMonday(2), by: 'ivo' });
  await deps.plans.publish(aDraft());
  expect(await activate(1, 'two')).toEqual({ outcome: 'done', version: 1 });
  expect(await activate(3, 'two')).toEqual({ outcome: 'needs_proposal' });
  expect(await activate(9, 'two')).toEqual({ outcome: 'unknown_version' });
  expect(await activate(3, 'one')).toEqual({ outcome: 'done', version: 3 });
});
