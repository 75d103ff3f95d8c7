import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { decideRecyclingStep } from '../../../shared/use-cases/nurture/recycling-step.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aLeadInNurture, aLeadInReview } from '../situations.ts';

it('returns a due lead to routing', async () => {
  const { baton, id } = await aLeadInNurture();
  expect(await decideRecyclingStep(await baton.lead(id), baton.now, baton.deps)).toMatchObject({
    change: { event: { type: 'LeadRecycled' }, after: { stage: { state: 'received' } } },
  });
});

it('refuses before the date, in another stage, and while no plan is in force', async () => {
  const { baton, id } = await aLeadInNurture();
  const lead = await baton.lead(id);
  const plans = replaceMethods(baton.deps.plans, { active: async () => undefined });
  expect(await decideRecyclingStep(lead, addSeconds(baton.now, -1), baton.deps)).toEqual({ refused: 'not_due' });
  expect(await decideRecyclingStep(lead, baton.now, { ...baton.deps, plans })).toEqual({ refused: 'not_due' });
  const review = await aLeadInReview();
  const other = await review.baton.lead(review.id);
  expect(await decideRecyclingStep(other, review.baton.now, review.baton.deps)).toEqual({ refused: 'not_due' });
});

it('ends a lead in shadow mode instead of recycling it', async () => {
  const { baton, id } = await aLeadInNurture();
  const lead = { ...(await baton.lead(id)), shadow: true } as const;
  expect(await decideRecyclingStep(lead, baton.now, baton.deps)).toMatchObject({
    change: { event: { type: 'LeadClosed', data: { outcome: 'shadow', reason: 'would_be_recycled' } } },
  });
});
