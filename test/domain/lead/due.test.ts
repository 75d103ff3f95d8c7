import { describe, expect, it } from 'vitest';
import { dueOf } from '../../../shared/domain/lead/due.ts';
import type { Assigned, Stage, Working } from '../../../shared/domain/lead/stage.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutes } from '../../support/builders/moment.ts';

function stageOf<State extends Stage['state']>(stage: Stage, state: State): Extract<Stage, { state: State }> {
  if (stage.state !== state) throw new Error(`built ${stage.state}, not ${state}`);
  return stage as Extract<Stage, { state: State }>;
}
const assigned: Assigned = stageOf(aLead('assigned').stage, 'assigned');
const working: Working = stageOf(aLead('working').stage, 'working');
const deadlines = [
  { at: minutes(45), kind: 'warn' },
  { at: minutes(60), kind: 'breach' },
] as const;

describe('the due date of a lead and who is accountable', () => {
  it.each<[string, Stage, string, string]>([
    ['received: when routing must be done', aLead('received', { routeBy: minutes(2) }).stage, minutes(2), 'dana'],
    ['waiting for a team: the next attempt', aLead('queued', { lookAgainAt: minutes(7) }).stage, minutes(7), 'mia'],
    ['in a review queue: its review', aLead('parked', { lookAgainAt: minutes(9) }).stage, minutes(9), 'dana'],
    ['assigned: its first deadline', { ...assigned, deadlines, next: 0 }, minutes(45), 'kim'],
    ['warned: its next deadline', { ...assigned, deadlines, next: 1 }, minutes(60), 'kim'],
    ['nurturing: when it is recycled', aLead('nurturing').stage, minutes(43_200), 'dana'],
    ['working: when it has gone quiet', { ...working, quietAt: minutes(300) }, minutes(300), 'kim'],
    ['working, leave first', { ...working, quietAt: minutes(300), leaveAt: minutes(200) }, minutes(200), 'kim'],
    ['working, leave later', { ...working, quietAt: minutes(300), leaveAt: minutes(400) }, minutes(300), 'kim'],
  ])('%s', (_, stage, dueAt, accountable) => {
    expect(dueOf(stage)).toEqual({ dueAt, accountable });
  });

  it('while another owner is sought: the next attempt, and the old owner stays accountable', () => {
    const work = { team: 'sdr', priority: 'urgent', since: MONDAY } as const;
    const seeking = { work, lookAgainAt: minutes(91), fallBackAt: minutes(150) };
    expect(dueOf({ ...assigned, deadlines, next: 1, seeking })).toEqual({ dueAt: minutes(91), accountable: 'kim' });
  });

  it('after its last deadline: due again a day later', () => {
    const dueAt = '2026-11-24T10:00:00.000Z';
    expect(dueOf({ ...assigned, deadlines, next: 2 })).toEqual({ dueAt, accountable: 'kim' });
  });

  it('without any deadline: due a day after the assignment', () => {
    const none = { ...assigned, deadlines: [], next: 0, assignedAt: MONDAY };
    expect(dueOf(none)?.dueAt).toBe('2026-11-24T09:00:00.000Z');
  });

  it('closed: nothing is due', () => {
    expect(dueOf(aLead('closed').stage)).toBeUndefined();
  });
});
