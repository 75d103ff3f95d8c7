import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLocalDayStart } from '../../../shared/domain/business-hours/local-day.ts';
import { isOpen } from '../../../shared/domain/business-hours/working-time.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { CadenceProgress } from '../../../shared/domain/lead/stage.ts';
import { beginCadence, cadenceDueAt, countContact, dueCadenceStep } from '../../../shared/domain/nurture/cadence.ts';
import type { Cadence, Plan } from '../../../shared/domain/plan/plan.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';

const CADENCE: Cadence = {
  cadence: 'demo',
  attemptDays: [1, 3, 5],
  giveUpDays: 2,
  then: 'recycle',
  reason: 'no_answer',
};
const PLAN = aPlan({ cadences: [CADENCE] });
const LEAD = aLead('working');
const WEEKDAYS_9_TO_5 = {
  ...aCalendar('09:00', '17:00'),
  week: { ...aCalendar('09:00', '17:00').week, sat: [], sun: [] },
};
const progressAfter = (attempts: number, state: CadenceProgress['state'] = 'running', lastOn = '2026-11-23') => ({
  ...{ name: 'demo', attempts, state, lastOn },
});

function dueAfter(
  progress: CadenceProgress | undefined,
  {
    plan = PLAN,
    daysLater = 0,
    contacts = [] as readonly string[],
    closed = [] as readonly { from: string; to: string }[],
  } = {},
) {
  const schedule = { calendar: { ...WEEKDAYS_9_TO_5, closed }, zone: 'UTC', holidays: [], leaves: [] };
  const now = addSeconds(MONDAY, daysLater * 86_400);
  return cadenceDueAt({ contacts }, plan, { progress, firstResponseAt: MONDAY, now, schedule });
}

describe('the next attempt', () => {
  it('is due at the opening of its working day after the first response', () => {
    expect(dueAfter(progressAfter(1))).toBe('2026-11-24T09:00:00.000Z');
    expect(dueAfter(progressAfter(2), { daysLater: 1 })).toBe('2026-11-26T09:00:00.000Z');
    // Five working days after Monday are a week later.
    expect(dueAfter(progressAfter(3), { daysLater: 3 })).toBe('2026-11-30T09:00:00.000Z');
  });

  it('skips days on which the owner does not work', () => {
    expect(dueAfter(progressAfter(1), { closed: [{ from: '2026-11-24', to: '2026-11-25' }] })).toBe(
      '2026-11-26T09:00:00.000Z',
    );
  });

  it('is a working day after the last one at least', () => {
    expect(dueAfter(progressAfter(2), { daysLater: 3 })).toBe('2026-11-27T09:00:00.000Z');
  });

  it('waits until the person may be contacted again', () => {
    const recycling: Plan['recycling'] = {
      ...PLAN.recycling,
      stop: { ...PLAN.recycling.stop, contacts: { most: 1, withinSeconds: 10 * 86_400 } },
    };
    const due = dueAfter(progressAfter(1), { plan: { ...PLAN, recycling }, contacts: [MONDAY] });
    expect(due).toBe(addSeconds(MONDAY, 10 * 86_400));
  });

  it.each([
    undefined,
    progressAfter(1, 'replied'),
    progressAfter(1, 'reminded'),
    { ...progressAfter(1), name: 'gone' },
  ])('is none with %j', (progress) => {
    expect(dueAfter(progress)).toBeUndefined();
  });

  it('is followed by the end', () => {
    expect(dueAfter(progressAfter(4), { daysLater: 7 })).toBe('2026-12-02T09:00:00.000Z');
  });

  it('is always in the future, on another day, while the owner works', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 * 86_400 }), (attempts, seconds) => {
        const now = addSeconds(MONDAY, seconds);
        const schedule = { calendar: WEEKDAYS_9_TO_5, zone: 'Europe/Berlin', holidays: [], leaves: [] };
        const at = { progress: progressAfter(attempts), firstResponseAt: MONDAY, now, schedule };
        const due = cadenceDueAt({ contacts: [] }, PLAN, at) ?? '';
        expect(due >= nextLocalDayStart('Europe/Berlin', now)).toBe(true);
        expect(isOpen(schedule, due)).toBe(true);
      }),
    );
  });
});

describe('the progress', () => {
  it('begins with the first response, by the first row that matches', () => {
    const other: Cadence = {
      ...CADENCE,
      cadence: 'other',
      when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['x'] } },
    };
    expect(beginCadence(aPlan({ cadences: [other, CADENCE] }), LEAD, { how: 'call', day: '2026-11-23' })).toEqual(
      progressAfter(1),
    );
    expect(beginCadence(aPlan({ cadences: [other] }), LEAD, { how: 'call', day: '2026-11-23' })).toBeUndefined();
    expect(beginCadence(PLAN, LEAD, { how: 'reply', day: '2026-11-23' })).toEqual(progressAfter(1, 'replied'));
  });

  it('counts the days with a contact until the person is in touch', () => {
    const [call, meeting] = [
      { how: 'call', day: '2026-11-24' },
      { how: 'meeting', day: '2026-11-24' },
    ];
    const second = countContact(progressAfter(1, 'reminded'), call);
    expect(second).toEqual(progressAfter(2, 'running', '2026-11-24'));
    expect(countContact(second, call)).toEqual(second);
    expect(countContact(second, meeting)).toEqual(progressAfter(2, 'replied', '2026-11-24'));
    expect(countContact(progressAfter(2, 'replied'), call)).toEqual(progressAfter(2, 'replied'));
  });

  it('says which attempt is due, and when the attempts are over', () => {
    const { stage } = LEAD;
    if (stage.state !== 'working') throw new Error('the builder makes a lead in work');
    const stepAfter = (cadence: CadenceProgress | undefined) =>
      dueCadenceStep(PLAN, { ...stage, ...(cadence && { cadence }) });
    expect(stepAfter(progressAfter(3))).toEqual({ step: 'attempt', attempt: 4 });
    expect(stepAfter(progressAfter(4))).toEqual({ step: 'give_up', cadence: CADENCE });
    expect(stepAfter(progressAfter(3, 'reminded'))).toBeUndefined();
    expect(stepAfter(undefined)).toBeUndefined();
  });
});
