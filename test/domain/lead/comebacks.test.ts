import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { comebacksOf, hasComeBackTooOften } from '../../../shared/domain/lead/comebacks.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadOutcome } from '../../../shared/domain/lead/stage.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const DAY = 24 * 3600;
const days = (count: number) => addSeconds(MONDAY, count * DAY);

function closedLead(outcome: LeadOutcome, overrides: Partial<Lead> = {}): Lead {
  return { ...aLead('closed'), stage: { state: 'closed', outcome, closedAt: MONDAY }, ...overrides };
}
const comebacks = (...closed: readonly Lead[]) => comebacksOf(closed, days(1)).comebacks;

it('counts a person who comes back after a rep closed their lead', () => {
  expect(comebacks(closedLead('disqualified'))).toEqual([days(1)]);
  expect(comebacks(closedLead('exhausted'), closedLead('disqualified'))).toEqual([days(1)]);
});

it.each([
  ['after a sale', closedLead('converted')],
  ['after shadow mode', closedLead('shadow')],
  ['when no rep had the lead', closedLead('screened', { epoch: 0 })],
])('does not count one who comes back %s, but keeps what was counted before', (_, lead) => {
  expect(comebacks(lead)).toBeUndefined();
  expect(comebacks({ ...lead, comebacks: [days(-3)] })).toEqual([days(-3)]);
});

it('keeps the comebacks of all earlier leads, each once, and of very many the newest', () => {
  const many = Array.from({ length: 150 }, (_, index) => days(index - 200));
  const kept = comebacks(closedLead('disqualified', { comebacks: many }), closedLead('merged', { comebacks: many }));
  expect(kept).toEqual([...many.slice(-99), days(1)]);
});

it('is too often with more comebacks than the plan allows in any time span of that length', () => {
  const limits = { ...aPlan().limits, reopen: { most: 2, withinSeconds: 90 * DAY } };
  const isTooOften = (...at: readonly number[]) => hasComeBackTooOften({ comebacks: at.map(days) }, limits, days(100));
  expect([isTooOften(), isTooOften(98, 99), isTooOften(97, 98, 99), isTooOften(10, 98, 99)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});
