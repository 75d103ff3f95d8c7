import { describe, expect, it } from 'vitest';
import { returnToRouting } from '../../../shared/domain/nurture/return-to-routing.ts';
import type { RecyclingRules } from '../../../shared/domain/plan/recycling.ts';
import { aLead } from '../../support/builders/lead.ts';
import { aPlan, aRecycling } from '../../support/builders/plan.ts';
import { aNurturingStage, day } from './nurture-plan.ts';

const LAST_OWNER = { rep: 'kim', team: 'sdr' };

function goBack(because: 'date' | 'reply', returnsTo: RecyclingRules['returnsTo'], lastOwner?: typeof LAST_OWNER) {
  const stage = aNurturingStage({ lastOwner });
  const lead = { ...aLead('nurturing'), reassignments: 2, stage };
  const plan = aPlan({ recycling: aRecycling({ returnsTo }) });
  return returnToRouting(lead, stage, { plan, because, now: day(3), eventId: 'evt_1', patch: { contacts: [day(1)] } });
}

describe('a lead that returns to routing', () => {
  const ownerIfReplied = { replied: 'same_owner', otherwise: 'new_owner' } as const;

  it('begins a new cycle, with a date for its routing and as many reassignments as at first', () => {
    const { event, after } = goBack('date', ownerIfReplied, LAST_OWNER);
    expect(event).toMatchObject({ type: 'LeadRecycled', at: day(3), data: { because: 'date', cycle: 1 } });
    expect(after).toMatchObject({ reassignments: 0, contacts: [day(1)], stage: { state: 'received', attempts: 0 } });
    expect(after.dueAt).toBe(after.stage.state === 'received' ? after.stage.routeBy : '');
  });

  it.each([
    ['reply', ownerIfReplied, LAST_OWNER],
    ['date', ownerIfReplied, undefined],
    ['date', { replied: 'new_owner', otherwise: 'same_owner' }, LAST_OWNER],
    ['reply', { replied: 'new_owner', otherwise: 'same_owner' }, undefined],
  ] as const)('after a %s, with the rules %j, prefers %j', (because, returnsTo, preferred) => {
    const { stage } = goBack(because, returnsTo, LAST_OWNER).after;
    expect('preferredOwner' in stage ? stage.preferredOwner : undefined).toEqual(preferred);
  });

  it('prefers nobody when it had no owner', () => {
    expect(goBack('reply', ownerIfReplied).after.stage).not.toHaveProperty('preferredOwner');
  });
});
