import { expect, it } from 'vitest';
import {
  type AssignmentTerms,
  buildAssignedStage,
  recomputeDeadlines,
  tightenDeadlines,
} from '../../../shared/domain/assignment/assignment-stages.ts';
import { firstResponseDueAt } from '../../../shared/domain/follow-up/sla.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const HOUR = 3600;
const EVENING = addSeconds(MONDAY, 7 * HOUR);
const NEXT_MORNING = addSeconds(MONDAY, 22 * HOUR);

/** Two hours until the first response, in Berlin office hours or around the clock. */
function terms(hours: 'office' | 'always'): AssignmentTerms {
  const plan = aPlan();
  const calendar = hours === 'office' ? aCalendar('09:00', '17:00') : aCalendar();
  return {
    plan,
    sla: { sla: 'demo', firstTouchSeconds: 2 * HOUR, ladder: 'hard' },
    rep: aRep(),
    schedule: { calendar, zone: 'Europe/Berlin', holidays: [], leaves: [] },
    placedBy: 'system',
  };
}

const overnight = buildAssignedStage(terms('office'), { team: 'sdr', now: EVENING });

it('is not late because of a night before the change of hours in the morning', () => {
  expect(firstResponseDueAt(overnight.deadlines)).toBe('2026-11-24T10:00:00.000Z');
  const early = recomputeDeadlines(overnight, terms('always'), NEXT_MORNING);
  expect(early?.revision).toBe(2);
  expect(early && firstResponseDueAt(early.deadlines)).toBe(addSeconds(NEXT_MORNING, 2 * HOUR));
  expect(early && recomputeDeadlines(early, terms('always'), addSeconds(NEXT_MORNING, 60))).toBeUndefined();
});

it('keeps its deadlines when counting from now would only postpone them', () => {
  expect(recomputeDeadlines(overnight, terms('always'), '2026-11-24T09:00:00.000Z')).toBeUndefined();
});

it('is not tightened by a touchpoint from before the assignment, under the same SLA', () => {
  expect(tightenDeadlines(overnight, terms('office'), addSeconds(EVENING, -2))).toBeUndefined();
});

it('uses the new hours when these do not put the breach in the past', () => {
  const moved = recomputeDeadlines(overnight, terms('always'), addSeconds(EVENING, 60));
  expect(moved && firstResponseDueAt(moved.deadlines)).toBe(addSeconds(EVENING, 2 * HOUR));
});
