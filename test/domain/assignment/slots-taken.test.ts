import { describe, expect, it } from 'vitest';
import { slotsOfWork } from '../../../shared/domain/assignment/slots-taken.ts';
import type { OpenDeal } from '../../../shared/domain/lead/open-deal.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';

const deal = { stages: { appointmentscheduled: 2, contractsent: 0.5 }, otherwise: 1.5 };
const WEIGHING = { working: 0.75, qualified: 0.25, deal };
const aDeal = (stage: string, rep = 'kim'): OpenDeal => ({ key: `hubspot-deal:${stage}`, stage, rep });

function slots(
  deals: readonly OpenDeal[],
  { weight = 1, isQualified = false, capacity = WEIGHING as NonNullable<Plan['capacity']> } = {},
): number {
  return slotsOfWork({ weight, owner: 'kim' }, { capacity }, { isQualified, deals });
}

describe('a lead that is worked on takes', () => {
  it('as many slots as its deal’s stage says, or the default', () => {
    expect(slots([aDeal('appointmentscheduled')])).toBe(2);
    expect(slots([aDeal('contractsent')], { isQualified: true })).toBe(0.5);
    expect(slots([aDeal('presentation')])).toBe(1.5);
    expect(slots([aDeal('constructor')])).toBe(1.5);
  });

  it('the sum of several deals', () => {
    expect(slots([aDeal('appointmentscheduled'), aDeal('contractsent')])).toBe(2.5);
  });

  it('the part for how far it is without a deal of its owner, whatever it took before', () => {
    for (const weight of [0.5, 1, 2]) {
      expect(slots([], { weight })).toBe(0.75);
      expect(slots([aDeal('appointmentscheduled', 'lea')], { weight, isQualified: true })).toBe(0.25);
    }
  });

  it('nothing if it took nothing', () => {
    expect(slots([aDeal('appointmentscheduled')], { weight: 0 })).toBe(0);
  });

  it('what it took, or less, if the plan has no weights for deals', () => {
    const parts = { working: 0.75, qualified: 0.25 };
    expect(slots([aDeal('appointmentscheduled')], { capacity: parts })).toBe(0.75);
    expect(slots([], { capacity: parts, weight: 0.5 })).toBe(0.5);
    expect(
      slotsOfWork({ weight: 1, owner: 'kim' }, {}, { isQualified: true, deals: [aDeal('appointmentscheduled')] }),
    ).toBe(1);
  });
});
