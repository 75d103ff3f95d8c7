import { describe, expect, it } from 'vitest';
import {
  type AssignmentTerms,
  acceptHandoff,
  buildAssignedStage,
  recomputeDeadlines,
  tightenDeadlines,
} from '../../../shared/domain/assignment/assignment-stages.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import type { Assigned } from '../../../shared/domain/lead/stage.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const HOUR = 3600;
const hours = (count: number) => addSeconds(MONDAY, count * HOUR);

/** Two hours until the first response, a warning after one, and a ladder that tells two people and then reassigns. */
function terms(overrides: Partial<AssignmentTerms> = {}): AssignmentTerms {
  const plan = aPlan({
    ladders: {
      hard: [
        { afterSeconds: 0, tell: 'manager' },
        { afterSeconds: HOUR, tell: 'plan_owner' },
        { afterSeconds: 2 * HOUR, reassign: 'team' },
      ],
    },
  });
  return {
    plan,
    sla: { sla: 'demo', firstTouchSeconds: 2 * HOUR, warnSeconds: HOUR, ladder: 'hard' },
    rep: aRep(),
    schedule: { calendar: aCalendar(), zone: 'Europe/Berlin', holidays: [], leaves: [] },
    placedBy: 'system',
    ...overrides,
  };
}
const HANDED_OFF = terms({ acceptWithinSeconds: 3 * HOUR });

function assigned(overrides: Partial<Assigned> = {}, when: AssignmentTerms = terms()): Assigned {
  return { ...buildAssignedStage(when, { team: 'sdr', now: MONDAY }), ...overrides };
}
const shown = (deadlines: readonly Deadline[] = []) =>
  deadlines.map((deadline) => `${'whom' in deadline ? deadline.whom : deadline.kind} ${deadline.at.slice(11, 16)}`);

describe('an assignment', () => {
  it('has its deadlines, and none for the notification in shadow mode', () => {
    const all = ['notify 09:01', 'warn 10:00', 'breach 11:00', 'manager 11:00', 'plan_owner 12:00', 'reassign 13:00'];
    expect(shown(assigned().deadlines)).toEqual(all);
    expect(shown(assigned({}, terms({ suppressNotification: true })).deadlines)).toEqual(all.slice(1));
    const short = terms({ sla: { sla: 'x', firstTouchSeconds: 100, ladder: 'none' } });
    expect(assigned({}, short).deadlines.map(({ kind, at }) => [kind, at])).toEqual([
      ['notify', addSeconds(MONDAY, 25)],
      ['breach', addSeconds(MONDAY, 100)],
    ]);
  });
});

describe('an accepted handoff', () => {
  it('can no longer go back, and keeps its clock', () => {
    expect(shown(assigned({}, HANDED_OFF).deadlines)).toContain('accept 12:00');
    const accepted = acceptHandoff(assigned({ notifiedAt: MONDAY }, HANDED_OFF), HANDED_OFF, hours(1));
    expect(accepted).toMatchObject({ revision: 2, clockStartedAt: MONDAY });
    expect(shown(accepted.deadlines)).toEqual([
      ...['warn 10:00', 'breach 11:00', 'manager 11:00', 'plan_owner 12:00', 'reassign 13:00'],
    ]);
  });

  it('keeps a clock that a touchpoint started', () => {
    const touched = assigned({ clockStartedAt: hours(0.5) }, HANDED_OFF);
    expect(acceptHandoff(touched, HANDED_OFF, hours(1)).clockStartedAt).toBe(hours(0.5));
  });

  it('that is overdue has the rest of the ladder from then on, and repeats nothing that is done', () => {
    const { deadlines } = assigned({}, HANDED_OFF);
    const done = deadlines.findIndex((deadline) => 'whom' in deadline) + 1;
    const late = assigned({ notifiedAt: MONDAY, breachedAt: hours(2), deadlines, nextDeadline: done }, HANDED_OFF);
    const accepted = acceptHandoff(late, HANDED_OFF, hours(2.5));
    expect(accepted.clockStartedAt).toBe(hours(2.5));
    expect(accepted.deadlines.slice(0, done)).toEqual(deadlines.slice(0, done));
    expect(shown(accepted.deadlines.slice(done))).toEqual(['plan_owner 14:30', 'reassign 15:30']);
  });
});

describe('recomputed deadlines', () => {
  const slow = terms({ sla: { ...terms().sla, firstTouchSeconds: 4 * HOUR } });

  it('leave out the notification once it was sent, and the warning after the breach', () => {
    const notified = recomputeDeadlines(assigned({ notifiedAt: hours(0.01) }), slow, hours(0.1));
    expect(shown(notified?.deadlines)).toEqual([
      ...['warn 12:00', 'breach 13:00', 'manager 13:00', 'plan_owner 14:00', 'reassign 15:00'],
    ]);
    const waiting = recomputeDeadlines(assigned(), slow, hours(0.01));
    expect(shown(waiting?.deadlines).slice(0, 2)).toEqual(['notify 09:01', 'warn 12:00']);
    const breached = recomputeDeadlines(assigned({ notifiedAt: MONDAY, breachedAt: hours(2) }), slow, hours(2));
    expect(shown(breached?.deadlines)).not.toContain('warn 12:00');
  });

  it('stay as they are when a time to accept would be over already, and one from now on gains nothing', () => {
    const quick = terms({ acceptWithinSeconds: HOUR });
    const moved = recomputeDeadlines(assigned({}, terms({ acceptWithinSeconds: 9 * HOUR })), quick, hours(1));
    expect(moved).toBeUndefined();
  });
});

describe('a stricter SLA', () => {
  const quick = terms({ sla: { sla: 'quick', firstTouchSeconds: HOUR, ladder: 'hard' } });

  it('counts from the touchpoint, or from the assignment if that came later', () => {
    const tightened = tightenDeadlines(assigned(), quick, hours(0.5));
    expect(tightened).toMatchObject({ sla: 'quick', clockStartedAt: hours(0.5), revision: 2 });
    expect(shown(tightened?.deadlines)).toContain('breach 10:30');
    expect(tightenDeadlines(assigned(), quick, hours(-1))?.clockStartedAt).toBe(MONDAY);
  });

  it('changes nothing after the breach, or when the first response is due no earlier', () => {
    expect(tightenDeadlines(assigned({ breachedAt: hours(2) }), quick, hours(0.5))).toBeUndefined();
    expect(tightenDeadlines(assigned(), quick, hours(1))).toBeUndefined();
  });
});
