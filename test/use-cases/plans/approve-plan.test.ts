import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { approvePlan } from '../../../shared/use-cases/plans/approve-plan.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';

it('puts a proposal in force over the version that it was compared with, for somebody else', async () => {
  const deps = createInMemoryDeps();
  const approve = (by: string) => approvePlan({ version: 2, by, now: minutesAfterMonday(5) }, deps);
  await deps.plans.putInForce(aDraft(), { at: minutesAfterMonday(1), by: 'ivo' });
  await deps.plans.publish(aDraft());
  expect(await approve('dana')).toEqual({ outcome: 'not_proposed' });
  const [at, expiresAt] = [minutesAfterMonday(2), minutesAfterMonday(60)];
  await deps.plans.propose({ version: 2, over: 1, by: 'ivo', at, expiresAt, forced: 'known gap' });
  expect(await approve('ivo')).toEqual({ outcome: 'same_person' });
  expect(await approve('dana')).toEqual({ outcome: 'done', version: 2 });
  expect((await deps.plans.activations())[0]).toMatchObject({ by: 'ivo', approvedBy: 'dana', forced: 'known gap' });
});
