import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { findPlanReview } from '../../../shared/use-cases/plans/find-plan-review.ts';
import { reviewPlan } from '../../../shared/use-cases/plans/review-plan.ts';
import { aDraft } from '../../support/builders/plan.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const review = { version: 1, why: 'it works', by: 'dana', now: NOW };

async function openPlan() {
  const deps = createInMemoryDeps();
  await deps.plans.putInForce(aDraft(), { at: '2026-01-01T09:00:00.000Z', by: 'ivo' });
  return deps;
}

it('ends the reminders of the version in force until the next review', async () => {
  const deps = await openPlan();
  expect(await reviewPlan({ ...review, next: '2027-01-15' }, deps)).toEqual({ ok: true, value: undefined });
  expect(await findPlanReview(deps)).toMatchObject({
    dueOn: '2027-01-15',
    last: { by: 'dana', why: 'it works', at: NOW },
  });
});

it('is refused for a version that is not in force, and for a next review that is not after today', async () => {
  const deps = await openPlan();
  expect(await reviewPlan({ ...review, version: 2 }, deps)).toEqual({ ok: false, problem: 'conflict' });
  const refused = { ok: false, problem: 'not_after_today' };
  expect(await reviewPlan({ ...review, next: '2026-11-23' }, deps)).toEqual(refused);
  expect(await deps.planJournal.entries()).toEqual([]);
});
