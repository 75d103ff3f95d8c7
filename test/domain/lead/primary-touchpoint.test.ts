import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../../shared/domain/lead/lead.ts';
import { findPrimaryTouchpoint } from '../../../shared/domain/lead/primary-touchpoint.ts';
import type { Scoring } from '../../../shared/domain/plan/plan.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const points = (touch: string, add: number): Scoring['behaviour']['points'][number] => ({
  when: { kind: 'field', field: 'touch', test: { op: 'in', values: [touch] } },
  add,
});
const { scoring } = aPlan();
const SCORING: Scoring = {
  ...scoring,
  behaviour: { max: 60, points: [points('demo', 45), points('webinar', 8), points('unsubscribe', -60)] },
};

function leading(names: readonly string[], cycleFrom?: string): Touchpoint | undefined {
  const touches = names.map((touch, minute) => ({ touch, source: 'form', at: minutesAfterMonday(minute) }));
  return findPrimaryTouchpoint({ touchpoints: touches, cycleStartedAt: cycleFrom }, SCORING, {});
}

describe('the primary touchpoint', () => {
  it.each([
    [['webinar', 'demo', 'webinar'], 'demo', 1],
    [['demo', 'webinar', 'demo'], 'demo', 2],
    [['visit', 'webinar', 'visit'], 'webinar', 1],
    [['visit', 'unsubscribe'], 'visit', 0],
    [['unsubscribe'], 'unsubscribe', 0],
    [['other', 'visit'], 'visit', 1],
  ])('of %j is %s, the newest of equals', (names, touch, minute) => {
    expect(leading(names)).toEqual({ touch, source: 'form', at: minutesAfterMonday(minute) });
  });

  it('is one of the current cycle; without any, the last', () => {
    expect(leading(['demo', 'visit', 'webinar'], minutesAfterMonday(1))?.touch).toBe('webinar');
    expect(leading(['demo', 'visit'], minutesAfterMonday(9))?.touch).toBe('visit');
    expect(leading(['demo'], minutesAfterMonday(0))?.touch).toBe('demo');
  });

  it('is undefined when there is no touchpoint', () => {
    expect(leading([])).toBeUndefined();
  });
});
