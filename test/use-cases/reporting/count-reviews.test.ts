import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Visibility } from '../../../shared/domain/access/visibility.ts';
import { countReviews } from '../../../shared/use-cases/reporting/count-reviews.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';

const ALL: Visibility = { scope: 'all' };
const managerOf = (...teams: string[]): Visibility => ({ scope: 'teams', person: 'mia', teams: new Set(teams) });

async function anOffice() {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft()));
  return deps;
}

it('counts what the viewer sees, and leaves out reviews without items', async () => {
  const deps = await anOffice();
  await aStoredLead(deps.leads, 'queued');
  await aStoredLead(deps.leads, 'parked');
  const countFor = (visibility: Visibility) =>
    countReviews(['unassigned', 'past_sla'], { now: MONDAY, visibility }, deps);
  expect(await countFor(ALL)).toEqual([{ list: 'unassigned', count: 2, isMore: false }]);
  expect(await countFor(managerOf('sdr'))).toEqual([{ list: 'unassigned', count: 1, isMore: false }]);
  expect(await countFor({ ...managerOf('ae'), person: 'ana' } as Visibility)).toEqual([]);
});

it('says when there is more than was counted', async () => {
  const deps = await anOffice();
  for (let count = 0; count < 201; count += 1) await aStoredLead(deps.leads, 'queued');
  expect(await countReviews(['unassigned'], { now: MONDAY, visibility: ALL }, deps)).toEqual([
    { list: 'unassigned', count: 200, isMore: true },
  ]);
});

it('counts nothing without a plan', async () => {
  expect(await countReviews(['unassigned'], { now: MONDAY, visibility: ALL }, createInMemoryDeps())).toEqual([]);
});
