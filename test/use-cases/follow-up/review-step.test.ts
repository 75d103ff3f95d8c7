import { describe, expect, it } from 'vitest';
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

describe('a queue with an alarm', () => {
  const alarmed = async (alarmAt: string, lookAgainAt: string) => {
    const { baton, id } = await aLeadInReview();
    const lead = await baton.lead(id);
    if (lead.stage.state !== 'waiting' || lead.stage.place !== 'queue') throw new Error('the lead is in a queue');
    const decide = (now: string) =>
      decideReviewStep({ ...lead, stage: { ...stage, alarmAt, lookAgainAt } }, now, baton.deps);
    const { stage } = lead;
    return decide;
  };
  const at = (hour: number) => `2027-03-01T0${hour}:00:00.000Z`;

  it('is raised once, and the review stays due when it was', async () => {
    const decide = await alarmed(at(3), at(5));
    expect(await decide(at(2))).toEqual({ refused: 'not_due' });
    const raised = await decide(at(3));
    expect(raised).toMatchObject({
      change: {
        event: { type: 'ReviewDue', data: { queue: 'catch-all', because: 'waited_too_long' } },
        after: { dueAt: at(5), stage: { lookAgainAt: at(5) } },
      },
    });
    expect(raised).not.toHaveProperty('change.after.stage.alarmAt');
  });

  it('keeps the alarm through a review before it', async () => {
    const decide = await alarmed(at(5), at(3));
    const reviewed = await decide(at(3));
    expect(reviewed).toMatchObject({ change: { event: { data: { queue: 'catch-all' } }, after: { dueAt: at(5) } } });
    expect(reviewed).not.toHaveProperty('change.event.data.because');
  });

  it('takes the place of a review that is due too', async () => {
    const decide = await alarmed(at(3), at(3));
    expect(await decide(at(4))).toMatchObject({
      change: { event: { data: { because: 'waited_too_long' } }, after: { dueAt: addSeconds(at(4), 7 * 24 * 3600) } },
    });
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
