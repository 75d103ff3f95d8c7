import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Nurturing } from '../../../shared/domain/lead/stage.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { RecyclingRules } from '../../../shared/domain/plan/recycling.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aRecycling } from '../../support/builders/plan.ts';

const DAY = 24 * 3600;
/** This many days after Monday. */
export const day = (count: number) => addSeconds(MONDAY, count * DAY);
const from = (score: number) => ({ kind: 'field', field: 'score', test: { op: 'within', from: score } }) as const;
const touch = (...values: string[]) => ({ kind: 'field', field: 'touch', test: { op: 'in', values } }) as const;

/** One reason of each kind, early return by touchpoint or score, a cool-down and a contact cap. */
export const RECYCLING: RecyclingRules = aRecycling({
  reasons: {
    later: { track: 'calendar', atMostSeconds: 180 * DAY, times: 3 },
    no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY, times: 2 },
    no_budget: { track: 'long', afterSeconds: 180 * DAY, atMostSeconds: 400 * DAY, onlyIf: from(40), times: 1 },
  },
  earlyIf: { kind: 'any', of: [touch('pricing_page'), from(40)] },
  coolDownSeconds: 7 * DAY,
  stop: { cycles: 3, contacts: { most: 2, withinSeconds: 90 * DAY }, then: 'close' },
});
/** A plan with these recycling rules. */
export const PLAN: Plan = aPlan({ recycling: RECYCLING });

/** Builds a stage in nurture since Monday, for thirty days. */
export function aNurturingStage(overrides: Partial<Nurturing> = {}): Nurturing {
  const dates = { since: MONDAY, returnAt: day(30) };
  return { state: 'nurturing', track: 're-engage', reason: 'no_answer', accountable: 'mia', ...dates, ...overrides };
}
