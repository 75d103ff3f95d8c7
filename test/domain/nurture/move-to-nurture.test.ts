import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { moveToNurture } from '../../../shared/domain/nurture/move-to-nurture.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aRecycling } from '../../support/builders/plan.ts';

const CONTEXT = { eventId: 'evt_1', actor: { kind: 'person', id: 'kim' } } as const;

function move(lead: Lead, then: 'close' | 'catch_all' = 'close') {
  const plan = aPlan({ recycling: aRecycling({ stop: { cycles: 3, then } }) });
  return moveToNurture(lead, plan, { reason: 'no_answer', accountable: 'mia', now: MONDAY }, CONTEXT);
}
const spent = (lead: Lead): Lead => ({ ...lead, nurtureCounts: { no_answer: 3 } });

describe('a lead moved to nurture', () => {
  it('is taken from its owner, who is named in the event and among the previous holders', () => {
    const { event, after } = move(aLead('working'));
    expect(event).toMatchObject({
      type: 'LeadNurtured',
      actor: CONTEXT.actor,
      data: { track: 're-engage', because: 'no_answer', rep: 'kim', epoch: 1 },
    });
    expect(after).toMatchObject({ previousHolders: ['kim'], nurtureCounts: { no_answer: 1 } });
  });

  it('names no rep when nobody had it', () => {
    const { event, after } = move(aLead('received'));
    expect(event.data).toEqual({ track: 're-engage', because: 'no_answer' });
    expect(after.previousHolders).toEqual([]);
  });
});

describe('a lead that was nurtured often enough', () => {
  it('is closed as exhausted, with its last owner', () => {
    const { event, after } = move(spent(aLead('working')));
    expect(event).toMatchObject({
      type: 'LeadClosed',
      data: { outcome: 'exhausted', reason: 'cycles', rep: 'kim', epoch: 1 },
    });
    expect(after.stage).toEqual({
      state: 'closed',
      outcome: 'exhausted',
      reason: 'cycles',
      closedAt: MONDAY,
      owner: 'kim',
    });
  });

  it('is closed without a rep when nobody had it', () => {
    const { event } = move(spent(aLead('received')));
    expect(event.data).toEqual({ outcome: 'exhausted', reason: 'cycles' });
  });

  it('goes to the catch-all queue if the plan says so, and its owner loses it', () => {
    const { event, after } = move(spent(aLead('working')), 'catch_all');
    expect(event).toMatchObject({
      type: 'LeadSentToQueue',
      actor: CONTEXT.actor,
      data: { queue: 'catch-all', because: 'cycles', rep: 'kim' },
    });
    expect(after).toMatchObject({
      previousHolders: ['kim'],
      stage: { state: 'waiting', place: 'queue', because: 'cycles', accountable: 'dana' },
    });
  });
});
