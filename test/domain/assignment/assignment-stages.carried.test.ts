import { describe, expect, it } from 'vitest';
import {
  type AssignmentTerms,
  buildAssignedStage,
  carryOnClock,
  recomputeDeadlines,
} from '../../../shared/domain/assignment/assignment-stages.ts';
import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import type { Assigned } from '../../../shared/domain/lead/stage.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const HOUR = 3600;
const hours = (count: number) => addSeconds(MONDAY, count * HOUR);

/** Two hours until the first response, a warning after one, and a ladder that tells two people and then reassigns. */
function terms(overrides: Partial<AssignmentTerms> = {}): AssignmentTerms {
  const hard = [
    { afterSeconds: 0, tell: 'manager' },
    { afterSeconds: HOUR, tell: 'plan_owner' },
    { afterSeconds: 2 * HOUR, reassign: 'team' },
  ] as const;
  return {
    plan: aPlan({ ladders: { hard } }),
    sla: { sla: 'demo', firstTouchSeconds: 2 * HOUR, warnSeconds: HOUR, ladder: 'hard' },
    rep: aRep(),
    schedule: { calendar: aCalendar(), zone: 'Europe/Berlin', holidays: [], leaves: [] },
    placedBy: 'person',
    ...overrides,
  };
}

const previous = (overrides: Partial<Assigned> = {}): Assigned => ({
  ...buildAssignedStage(terms({ placedBy: 'system' }), { team: 'sdr', now: MONDAY }),
  ...overrides,
});

function carried(now: Instant, from: Assigned | undefined = previous(), when: AssignmentTerms = terms()): Assigned {
  const fresh = buildAssignedStage(when, { team: 'sdr', now });
  return carryOnClock(fresh, from, { terms: when, tell: 'manager', now });
}

const shown = (deadlines: readonly Deadline[]) =>
  deadlines.map((deadline) => {
    const name = deadline.kind === 'escalate' ? `${deadline.because ? 'told ' : ''}${deadline.whom}` : deadline.kind;
    return `${name} ${deadline.at.slice(11, 16)}`;
  });
const open = ({ deadlines, nextDeadline }: Assigned) => shown(deadlines.slice(nextDeadline));

describe('an assignment in which the clock of the one before runs on', () => {
  it('tells somebody at once, and is due when the one before was', () => {
    const stage = carried(addSeconds(MONDAY, 1800));
    expect(open(stage)).toEqual([
      'told manager 09:30',
      'notify 09:31',
      'warn 10:00',
      'breach 11:00',
      'manager 11:00',
      'plan_owner 12:00',
    ]);
    expect(stage).toMatchObject({ assignedAt: addSeconds(MONDAY, 1800), clockStartedAt: MONDAY });
    expect(stage.breachedAt).toBeUndefined();
  });

  it('runs on from the same moment, however often it is carried', () => {
    let stage = previous();
    for (let minute = 1; minute < 60; minute += 1) stage = carried(addSeconds(MONDAY, minute * 60), stage);
    expect(stage.clockStartedAt).toBe(MONDAY);
    expect(stage.deadlines).toContainEqual({ kind: 'breach', at: hours(2) });
  });

  it('stays late when the one before was, and does not tell the same once more', () => {
    const late = carried(addSeconds(MONDAY, 2.5 * HOUR), previous({ breachedAt: hours(2), nextDeadline: 3 }));
    expect(late.breachedAt).toBe(hours(2));
    expect(open(late)).toEqual(['told manager 11:30', 'notify 11:31', 'plan_owner 12:00']);
  });

  it('is not late for time in which only the one before was at work', () => {
    const shut = { ...terms().schedule, calendar: aCalendar('16:00', '18:00') };
    const asleep = previous({
      deadlines: buildAssignedStage(terms({ schedule: shut }), { team: 'sdr', now: MONDAY }).deadlines,
    });
    expect(open(carried(hours(4), asleep))).toEqual([
      'told manager 13:00',
      'notify 13:01',
      'warn 14:00',
      'breach 15:00',
      'manager 15:00',
      'plan_owner 16:00',
    ]);
  });

  it('begins a clock when none is running, and somebody is told all the same', () => {
    const stage = carryOnClock(buildAssignedStage(terms(), { team: 'sdr', now: hours(1) }), undefined, {
      terms: terms(),
      tell: 'plan_owner',
      now: hours(1),
    });
    expect(open(stage).slice(0, 4)).toEqual(['told plan_owner 10:00', 'notify 10:01', 'warn 11:00', 'breach 12:00']);
    expect(stage.clockStartedAt).toBeUndefined();
  });

  it.each([0, 1])('keeps who is told, and the steps of the ladder, when hours change (told: %i)', (told) => {
    const stage = carried(addSeconds(MONDAY, 1800));
    const schedule = { ...terms().schedule, calendar: aCalendar('09:00', '12:30') };
    const moved = recomputeDeadlines({ ...stage, nextDeadline: told }, terms({ schedule }), hours(1));
    const names = shown(moved?.deadlines ?? []).map((name) => name.slice(0, -6));
    expect(names.filter((name) => name === 'told manager')).toHaveLength(1);
    expect(names.filter((name) => name === 'manager')).toHaveLength(1);
  });
});
