import { describe, expect, test } from 'vitest';
import type { WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import {
  buildDeadlines,
  type DeadlineInput,
  firstResponseDueAt,
  nextDeadlineOf,
} from '../../../shared/domain/follow-up/sla.ts';
import type { LadderStep, Sla } from '../../../shared/domain/plan/plan.ts';
import { instantAt, NEVER, OFFICE, scheduleOf } from '../business-hours/schedules.ts';

const MINUTE = 60;
const HOUR = 3600;

const berlin = scheduleOf('Europe/Berlin', OFFICE);
const hot: Sla = { sla: 'hot', firstTouchSeconds: HOUR, warnSeconds: 15 * MINUTE, ladder: 'hard' };
const hard: readonly LadderStep[] = [
  { afterSeconds: 0, tell: 'manager' },
  { afterSeconds: 55 * MINUTE, tell: 'plan_owner' },
  { afterSeconds: 115 * MINUTE, reassign: 'team' },
];

/** Formats the deadlines in the given order: `warn 2026-11-24T10:45+01:00`. */
function inWords(input: Partial<DeadlineInput>, offset: '+01:00' | '-05:00' = '+01:00'): readonly string[] {
  const deadlines = buildDeadlines({
    sla: hot,
    ladder: hard,
    schedule: berlin,
    assignedAt: instantAt('2026-11-24T10:00+01:00'),
    placedByPerson: false,
    notifyBySeconds: 2 * MINUTE,
    ...input,
  });
  return deadlines.map((deadline) => {
    const local = new Date(Date.parse(deadline.at) + Number.parseInt(offset, 10) * HOUR * 1000).toISOString();
    const step = deadline.kind === 'escalate' ? `tell ${deadline.whom}` : deadline.kind;
    return `${step} ${local.slice(0, 16).replace('T', ' ')}`;
  });
}

describe('the deadlines of an assignment', () => {
  test('are the notification, the warning, the breach and the steps of the ladder', () => {
    expect(inWords({})).toEqual([
      'notify 2026-11-24 10:02',
      'warn 2026-11-24 10:45',
      'breach 2026-11-24 11:00',
      'tell manager 2026-11-24 11:00',
      'tell plan_owner 2026-11-24 11:55',
      'reassign 2026-11-24 12:55',
    ]);
  });

  test("count the owner's working time, but the notification at once", () => {
    expect(inWords({ assignedAt: instantAt('2026-11-20T16:30+01:00') })).toEqual([
      'notify 2026-11-20 16:32',
      'warn 2026-11-23 09:15',
      'breach 2026-11-23 09:30',
      'tell manager 2026-11-23 09:30',
      'tell plan_owner 2026-11-23 10:25',
      'reassign 2026-11-23 11:25',
    ]);
  });

  test('use the hours of the current owner', () => {
    const assignedAt = instantAt('2026-11-24T16:30+01:00');
    const newYork = scheduleOf('America/New_York', OFFICE);
    expect(inWords({ assignedAt })).toContain('breach 2026-11-25 09:30');
    expect(inWords({ assignedAt, schedule: newYork }, '-05:00')).toContain('breach 2026-11-24 11:30');
  });

  test('put a breach at closing time at that exact time', () => {
    const assignedAt = instantAt('2026-11-20T16:00+01:00');
    expect(inWords({ assignedAt }).slice(2, 5)).toEqual([
      'breach 2026-11-20 17:00',
      'tell manager 2026-11-20 17:00',
      'tell plan_owner 2026-11-23 09:55',
    ]);
  });

  test('are sorted by time, and in ladder order at equal times', () => {
    const ladder: readonly LadderStep[] = [
      { afterSeconds: HOUR, tell: 'plan_owner' },
      { afterSeconds: 0, tell: 'rep' },
      { afterSeconds: 0, reassign: 'team' },
      { afterSeconds: 0, tell: 'manager' },
    ];
    expect(inWords({ ladder }).slice(2)).toEqual([
      'breach 2026-11-24 11:00',
      'tell rep 2026-11-24 11:00',
      'reassign 2026-11-24 11:00',
      'tell manager 2026-11-24 11:00',
      'tell plan_owner 2026-11-24 12:00',
    ]);
  });

  test('have the notification after the breach when the breach comes first', () => {
    const sla = { ...hot, firstTouchSeconds: MINUTE, warnSeconds: undefined };
    expect(inWords({ sla, ladder: [] })).toEqual(['breach 2026-11-24 10:01', 'notify 2026-11-24 10:02']);
  });
});

describe('the warning', () => {
  const warnings = (sla: Partial<Sla>, input: Partial<DeadlineInput> = {}) =>
    inWords({ sla: { ...hot, ...sla }, ...input }).filter((words) => words.startsWith('warn'));

  test('comes at an opening, not at the closing before it', () => {
    const assignedAt = instantAt('2026-11-20T16:15+01:00');
    expect(warnings({}, { assignedAt })).toEqual(['warn 2026-11-23 09:00']);
  });

  test('is left out when it would not come after the assignment', () => {
    expect(warnings({ warnSeconds: HOUR })).toEqual([]);
    expect(warnings({ warnSeconds: 2 * HOUR })).toEqual([]);
    expect(warnings({ warnSeconds: undefined })).toEqual([]);
  });

  test('can leave the full time when the lead arrived at night', () => {
    const assignedAt = instantAt('2026-11-23T20:00+01:00');
    expect(warnings({ warnSeconds: HOUR }, { assignedAt })).toEqual(['warn 2026-11-24 09:00']);
    expect(warnings({ warnSeconds: HOUR + 1 }, { assignedAt })).toEqual([]);
  });

  test('never comes after the breach', () => {
    const assignedAt = instantAt('2026-11-24T16:00+01:00');
    expect(warnings({ warnSeconds: 0 }, { assignedAt })).toEqual(['warn 2026-11-24 17:00']);
  });
});

describe('an owner without enough working time', () => {
  test('gets the same time in elapsed time if they never work', () => {
    expect(inWords({ schedule: scheduleOf('Europe/Berlin', NEVER) })).toEqual(inWords({}));
  });

  test('gets a breach in elapsed time, with a warning before it, if they leave the company first', () => {
    const lastDay = { from: instantAt('2026-11-24T10:50+01:00'), until: instantAt('2030-01-01T00:00Z') };
    const schedule: WorkSchedule = { ...berlin, leaves: [lastDay] };
    expect(inWords({ schedule })).toEqual(inWords({}));
    const sla = { ...hot, firstTouchSeconds: 8 * HOUR, warnSeconds: 7.5 * HOUR };
    expect(inWords({ schedule, sla, ladder: [] })).toEqual([
      'notify 2026-11-24 10:02',
      'warn 2026-11-24 10:30',
      'breach 2026-11-24 18:00',
    ]);
  });
});

describe('a lead that was handed off', () => {
  const accept = { from: instantAt('2026-11-24T10:00+01:00'), within: { seconds: 2 * HOUR } };

  test('goes back when it is not accepted within the working time, and is not reassigned before', () => {
    expect(inWords({ accept })).toEqual([
      'notify 2026-11-24 10:02',
      'warn 2026-11-24 10:45',
      'breach 2026-11-24 11:00',
      'tell manager 2026-11-24 11:00',
      'tell plan_owner 2026-11-24 11:55',
      'accept 2026-11-24 12:00',
    ]);
  });

  test('goes back before its first response is due, if it must be accepted sooner', () => {
    const soon = { ...accept, within: { seconds: 30 * MINUTE } };
    expect(inWords({ accept: soon })).toEqual(['notify 2026-11-24 10:02', 'accept 2026-11-24 10:30']);
    const input = { sla: hot, ladder: hard, schedule: berlin, assignedAt: accept.from, placedByPerson: false };
    const deadlines = buildDeadlines({ ...input, notifyBySeconds: 60, accept: soon });
    expect(firstResponseDueAt(deadlines)).toBe(instantAt('2026-11-24T10:30+01:00'));
  });

  test("ends at the owner's leave or the acceptance deadline, whichever comes first", () => {
    expect(inWords({ accept, leaveAt: instantAt('2026-11-24T11:30+01:00') }).at(-1)).toBe('leave 2026-11-24 11:30');
    expect(inWords({ accept, leaveAt: instantAt('2026-11-24T15:00+01:00') }).at(-1)).toBe('accept 2026-11-24 12:00');
  });

  test('stays with an owner chosen by a person; the manager is notified instead', () => {
    expect(inWords({ accept, placedByPerson: true }).at(-1)).toBe('tell manager 2026-11-24 12:00');
  });
});

describe('a leave at which the owner loses the lead', () => {
  const leaveAt = instantAt('2026-11-24T11:55+01:00');

  test('ends the assignment: deadlines at its start still count, later ones do not', () => {
    expect(inWords({ leaveAt })).toEqual([
      'notify 2026-11-24 10:02',
      'warn 2026-11-24 10:45',
      'breach 2026-11-24 11:00',
      'tell manager 2026-11-24 11:00',
      'tell plan_owner 2026-11-24 11:55',
      'leave 2026-11-24 11:55',
    ]);
  });

  test('counts from the assignment if it started earlier', () => {
    const begun = instantAt('2026-11-20T09:00+01:00');
    const [first] = inWords({ leaveAt: begun, placedByPerson: true });
    expect(first).toBe('tell manager 2026-11-24 10:00');
    expect(inWords({ leaveAt: begun })).toEqual(['leave 2026-11-24 10:00']);
  });

  test('takes no lead from an owner chosen by a person; the manager is notified', () => {
    expect(inWords({ leaveAt, placedByPerson: true })).toEqual([
      'notify 2026-11-24 10:02',
      'warn 2026-11-24 10:45',
      'breach 2026-11-24 11:00',
      'tell manager 2026-11-24 11:00',
      'tell plan_owner 2026-11-24 11:55',
      'tell manager 2026-11-24 11:55',
    ]);
  });
});

test('a lead assigned by a person has warnings and notifications, and is never reassigned', () => {
  expect(inWords({ placedByPerson: true })).toEqual(inWords({}).filter((words) => !words.startsWith('reassign')));
});

describe('the first response', () => {
  const input: DeadlineInput = {
    sla: hot,
    ladder: hard,
    schedule: berlin,
    assignedAt: instantAt('2026-11-24T10:00+01:00'),
    placedByPerson: false,
    notifyBySeconds: 2 * MINUTE,
  };

  test('is due at the breach, even if a leave follows', () => {
    expect(firstResponseDueAt(buildDeadlines(input))).toBe(instantAt('2026-11-24T11:00+01:00'));
    const leaveAt = instantAt('2026-11-24T11:00+01:00');
    expect(firstResponseDueAt(buildDeadlines({ ...input, leaveAt }))).toBe(leaveAt);
  });

  test('is due before a leave that comes before the breach', () => {
    const leaveAt = instantAt('2026-11-24T10:40+01:00');
    expect(firstResponseDueAt(buildDeadlines({ ...input, leaveAt }))).toBe(leaveAt);
  });

  test('is always due: deadlines without it throw', () => {
    expect(() => firstResponseDueAt([])).toThrow('neither breach nor end');
  });
});

test('the next deadline is the first one not done, if any', () => {
  const deadlines = [
    { at: instantAt('2026-11-24T10:00Z'), kind: 'warn' },
    { at: instantAt('2026-11-24T11:00Z'), kind: 'breach' },
  ] as const;
  expect([0, 1, 2].map((done) => nextDeadlineOf(deadlines, done)?.kind)).toEqual(['warn', 'breach', undefined]);
});
