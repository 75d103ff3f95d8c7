import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { findPlanReview } from '../../../shared/use-cases/plans/find-plan-review.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

const change = { why: 'DACH split', review: '2027-03-31' };

it('counts from when the version in force came into force, not from an earlier time that it was', async () => {
  const deps = createInMemoryDeps();
  expect(await findPlanReview(deps)).toBeUndefined();
  const first = aDraft({ publishedAt: '2026-01-01T09:00:00.000Z' });
  await deps.plans.putInForce(first, { at: '2026-01-01T09:00:00.000Z', by: 'ivo' });
  expect(await findPlanReview(deps)).toMatchObject({ version: 1, dueOn: '2026-04-01' });
  await deps.plans.putInForce(aDraft({ plan: aPlan({ change }) }), { at: '2026-02-01T09:00:00.000Z', by: 'ivo' });
  expect(await findPlanReview(deps)).toMatchObject({ version: 2, dueOn: '2027-03-31', change });
  await deps.plans.putInForce(1, { at: '2026-03-01T09:00:00.000Z', by: 'ivo', reason: 'worse' });
  expect(await findPlanReview(deps)).toMatchObject({ version: 1, dueOn: '2026-05-30' });
});

it('counts from its publication when nobody recorded when it came into force', async () => {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ publishedAt: '2026-01-01T09:00:00.000Z' })));
  expect(await findPlanReview(deps)).toMatchObject({ version: 1, dueOn: '2026-04-01' });
});
