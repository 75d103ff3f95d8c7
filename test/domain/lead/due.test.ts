import { describe, expect, it } from 'vitest';
import { dueDateOf } from '../../../shared/domain/lead/due.ts';
import type { Assigned, Stage, Working } from '../../../shared/domain/lead/stage.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

function stageOf<State extends Stage['state']>(stage: Stage, state: State): Extract<Stage, { state: State }> {
  if (stage.state !== state) throw new Error(`built ${stage.state}, not ${state}`);
  return stage as Extract<Stage, { state: State }>;
}
const assigned: Assigned = stageOf(aLead('assigned').stage, 'assigned');
const working: Working = stageOf(aLead('working').stage, 'working');
const deadlines = [
  { at: minutesAfterMonday(45), kind: 'warn' },
  { at: minutesAfterMonday(60), kind: 'breach' },
] as const;

describe('the due date of a lead and who is accountable', () => {
  it.each<[string, Stage, string, string]>([
    [
      'received: when routing must be done',
      aLead('received', { routeBy: minutesAfterMonday(2) }).stage,
      minutesAfterMonday(2),
      'dana',
    ],
    [
      'waiting for a team: the next attempt',
      aLead('queued', { lookAgainAt: minutesAfterMonday(7) }).stage,
      minutesAfterMonday(7),
      'mia',
    ],
    [
      'in a review queue: its review',
      aLead('parked', { lookAgainAt: minutesAfterMonday(9) }).stage,
      minutesAfterMonday(9),
      'dana',
    ],
    ['assigned: its first deadline', { ...assigned, deadlines, nextDeadline: 0 }, minutesAfterMonday(45), 'kim'],
    ['warned: its next deadline', { ...assigned, deadlines, nextDeadline: 1 }, minutesAfterMonday(60), 'kim'],
    ['nurturing: when it is recycled', aLead('nurturing').stage, minutesAfterMonday(43_200), 'dana'],
    [
      'working: when it has gone quiet',
      { ...working, quietAt: minutesAfterMonday(300) },
      minutesAfterMonday(300),
      'kim',
    ],
    [
      'working, leave first',
      { ...working, quietAt: minutesAfterMonday(300), leaveAt: minutesAfterMonday(200) },
      minutesAfterMonday(200),
      'kim',
    ],
    [
      'working, leave later',
      { ...working, quietAt: minutesAfterMonday(300), leaveAt: minutesAfterMonday(400) },
      minutesAfterMonday(300),
      'kim',
    ],
  ])('%s', (_, stage, dueAt, accountable) => {
    expect(dueDateOf(stage)).toEqual({ dueAt, accountable });
  });

  it('while another owner is sought: the next attempt, and the old owner stays accountable', () => {
    const workItem = { team: 'sdr', priority: 'urgent', since: MONDAY } as const;
    const seeking = { workItem, lookAgainAt: minutesAfterMonday(91), fallBackAt: minutesAfterMonday(150) };
    expect(dueDateOf({ ...assigned, deadlines, nextDeadline: 1, seeking })).toEqual({
      dueAt: minutesAfterMonday(91),
      accountable: 'kim',
    });
  });

  it('after its last deadline: due again a day later', () => {
    const dueAt = '2026-11-24T10:00:00.000Z';
    expect(dueDateOf({ ...assigned, deadlines, nextDeadline: 2 })).toEqual({ dueAt, accountable: 'kim' });
  });

  it('without any deadline: due a day after the assignment', () => {
    const none = { ...assigned, deadlines: [], next: 0, assignedAt: MONDAY };
    expect(dueDateOf(none)?.dueAt).toBe('2026-11-24T09:00:00.000Z');
  });

  it('closed: nothing is due', () => {
    expect(dueDateOf(aLead('closed').stage)).toBeUndefined();
  });
});
