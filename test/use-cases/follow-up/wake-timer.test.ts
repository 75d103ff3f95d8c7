import { expect, it } from 'vitest';
import { takeTimerStep } from '../../../shared/use-cases/follow-up/wake-timer.ts';
import { aLeadAtItsStep, aWorkingLead, type Situation } from '../situations.ts';

async function wake({ baton, id }: Situation, timer: { leadId?: string; epoch?: number; revision?: number } = {}) {
  const { epoch, stage } = await baton.lead(id);
  const revision = stage.state === 'assigned' ? stage.revision : 1;
  return takeTimerStep({ leadId: id, epoch, revision, ...timer }, baton.now, baton.deps);
}

it('takes the due step once, however often its timer wakes', async () => {
  const situation = await aLeadAtItsStep(0);
  expect(await wake(situation)).toBe('taken');
  const after = await situation.baton.lead(situation.id);
  expect(await wake(situation)).toBe('over');
  expect(await situation.baton.lead(situation.id)).toEqual(after);
});

it('does nothing for an older epoch or revision, or a lead that is not stored', async () => {
  const situation = await aLeadAtItsStep(0);
  const before = await situation.baton.lead(situation.id);
  for (const timer of [{ epoch: 0 }, { revision: 0 }, { leadId: 'lead_nobody' }])
    expect(await wake(situation, timer)).toBe('over');
  expect(await situation.baton.lead(situation.id)).toEqual(before);
});

it('leaves the due step of a lead being worked to the sweep', async () => {
  const situation = await aWorkingLead();
  const before = await situation.baton.lead(situation.id);
  expect(await wake(situation)).toBe('over');
  expect(await situation.baton.lead(situation.id)).toEqual(before);
});
