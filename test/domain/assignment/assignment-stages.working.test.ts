import { describe, expect, it } from 'vitest';
import { type AssignmentTerms, buildAssignedStage } from '../../../shared/domain/assignment/assignment-stages.ts';
import { buildWorkingStage, changedWeight, quietAtOf } from '../../../shared/domain/assignment/working-stage.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Working } from '../../../shared/domain/lead/stage.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const hours = (count: number) => addSeconds(MONDAY, count * HOUR);

/** The owner is away from the second to the ninth day; the plan hands over what they work on. */
const AWAY = [{ from: hours(24), until: addSeconds(MONDAY, 9 * DAY) }];

function terms(overrides: Partial<AssignmentTerms> = {}, leaves: typeof AWAY = []): AssignmentTerms {
  const plan = aPlan();
  return {
    plan: { ...plan, away: { ...plan.away, working: 'reassign' } },
    sla: { sla: 'demo', firstTouchSeconds: 2 * HOUR, ladder: 'hard' },
    rep: aRep({ leaves }),
    schedule: { calendar: aCalendar(), zone: 'Europe/Berlin', holidays: [], leaves },
    placedBy: 'system',
    ...overrides,
  };
}
const assigned = buildAssignedStage(terms(), { team: 'sdr', now: MONDAY, decision: 'dec_1' });

describe('a lead whose owner has made the first response', () => {
  it('keeps its assignment and begins to count until it is quiet', () => {
    expect(buildWorkingStage({ ...assigned, notifiedAt: hours(1) }, terms(), { now: hours(2) })).toEqual({
      ...{ state: 'working', owner: 'kim', team: 'sdr', placedBy: 'system', assignedAt: MONDAY, weight: 1 },
      ...{ notifiedAt: hours(1), decision: 'dec_1', revision: 2, firstResponseAt: hours(2), wasBreached: false },
      ...{ isQualified: false, quietAt: addSeconds(hours(2), 5 * DAY), quietStep: 0, leaveAt: undefined },
    });
  });

  it('remembers the breach, and the turn it took or did not take', () => {
    const free = buildAssignedStage(terms(), { team: 'sdr', now: MONDAY, charged: false, band: 'hot', weight: 0 });
    expect(free).toMatchObject({ charged: false, band: 'hot', weight: 0 });
    const working = buildWorkingStage({ ...free, breachedAt: hours(2) }, terms(), { now: hours(3) });
    expect(working).toMatchObject({ wasBreached: true, charged: false, band: 'hot', weight: 0 });
    const usual = buildWorkingStage(assigned, terms(), { now: hours(3) });
    expect(['charged' in usual, 'band' in usual]).toEqual([false, false]);
  });

  it('keeps the time of the first response and its qualification when there is more activity', () => {
    const late = { ...assigned, breachedAt: hours(2) };
    const first = buildWorkingStage(late, terms(), { now: hours(3), qualified: true });
    expect(first.isQualified).toBe(true);
    const second = buildWorkingStage({ ...first, quietStep: 2 }, terms(), { now: hours(9) });
    expect(second).toMatchObject({ firstResponseAt: hours(3), wasBreached: true, isQualified: true, revision: 3 });
    expect(second).toMatchObject({ quietStep: 0, quietAt: addSeconds(hours(9), 5 * DAY) });
    const unqualified = buildWorkingStage(assigned, terms(), { now: hours(1) });
    expect(buildWorkingStage(unqualified, terms(), { now: hours(9) })).toMatchObject({
      ...{ wasBreached: false, isQualified: false },
    });
  });

  describe('takes as much of a slot as the plan says for how far it is', () => {
    const plan = aPlan({ capacity: { working: 0.5, qualified: 0.25 } });
    const work = (stage: typeof assigned | Working, more: { qualified?: boolean } = {}, by = plan) =>
      buildWorkingStage(stage, terms({ plan: by }), { now: hours(1), ...more });

    it('less once it is worked on, and once it is qualified', () => {
      const working = work(assigned);
      expect([working.weight, work(working).weight]).toEqual([0.5, 0.5]);
      const qualified = work(working, { qualified: true });
      expect([qualified.weight, work(qualified).weight]).toEqual([0.25, 0.25]);
      expect(work(assigned, { qualified: true }).weight).toBe(0.25);
    });

    it('never more than before, and nothing if it took nothing', () => {
      const bigger = aPlan({ capacity: { working: 1, qualified: 1 } });
      expect(work(work(assigned), {}, bigger).weight).toBe(0.5);
      expect(work({ ...assigned, weight: 0 }).weight).toBe(0);
    });

    it('and says so where that is more or less than before', () => {
      const working = work(assigned);
      expect(changedWeight(assigned, working)).toEqual({ weight: 0.5 });
      expect(changedWeight(working, work(working))).toEqual({});
      expect(changedWeight({ ...assigned, weight: 0.25 }, { ...working, weight: 2 })).toEqual({ weight: 2 });
    });
  });

  it('is handed over when the owner’s leave begins, at once if it has begun, and never if a person placed it', () => {
    expect(buildWorkingStage(assigned, terms({}, AWAY), { now: hours(2) }).leaveAt).toBe(hours(24));
    expect(buildWorkingStage(assigned, terms({}, AWAY), { now: hours(30) }).leaveAt).toBe(hours(30));
    const placed = { ...assigned, placedBy: 'person' } as const;
    expect(buildWorkingStage(placed, terms({}, AWAY), { now: hours(2) }).leaveAt).toBeUndefined();
  });
});

it('a lead is quiet after some working time, or elapsed time when its owner never works', () => {
  const office = { calendar: aCalendar('09:00', '17:00'), zone: 'Europe/Berlin', holidays: [], leaves: [] };
  expect(quietAtOf(aPlan(), office, MONDAY)).toBe(addSeconds(MONDAY, 15 * DAY));
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const never = { ...office, calendar: { week, closed: [] } };
  expect(quietAtOf(aPlan(), never, MONDAY)).toBe(addSeconds(MONDAY, 5 * DAY));
});
