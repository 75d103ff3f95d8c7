import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { decideReviewStep } from '../../../shared/use-cases/follow-up/review-step.ts';
import { aLeadInNurture, aLeadInReview } from '../situations.ts';

it('reminds the owner of the queue and sets the next review by the plan', async () => {
  const { baton, id } = await aLeadInReview();
  const decision = await decideReviewStep(await baton.lead(id), baton.now, baton.deps);
  expect(decision).toMatchObject({
    change: {
      event: { type: 'ReviewDue', data: { queue: 'catch-all' } },
      after: { accountable: 'dana', dueAt: addSeconds(baton.now, 7 * 24 * 3600) },
    },
  });
});

it('refuses before the date, and for a lead that is in no review queue', async () => {
  const { baton, id } = await aLeadInReview();
  const early = addSeconds(baton.now, -1);
  expect(await decideReviewStep(await baton.lead(id), early, baton.deps)).toEqual({ refused: 'not_due' });
  const nurtured = await aLeadInNurture();
  const lead = await nurtured.baton.lead(nurtured.id);
  expect(await decideReviewStep(lead, nurtured.baton.now, nurtured.baton.deps)).toEqual({ refused: 'not_due' });
});

it('reminds the last owner every day when the plan has no such queue any more', async () => {
  const { baton, id } = await aLeadInReview();
  const lead = await baton.lead(id);
  if (lead.stage.state !== 'waiting' || lead.stage.place !== 'queue') throw new Error('the lead is in a queue');
  const lost = { ...lead, stage: { ...lead.stage, queue: 'gone', accountable: 'nora' } };
  expect(await decideReviewStep(lost, baton.now, baton.deps)).toMatchObject({
    change: { after: { accountable: 'nora', dueAt: addSeconds(baton.now, 24 * 3600) } },
  });
});
