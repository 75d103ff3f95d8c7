import { expect, it } from 'vitest';
import { nextTimerOf } from '../../../shared/domain/follow-up/next-timer.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const at = (seconds: number) => addSeconds(MONDAY, seconds);
const DEADLINES: readonly Deadline[] = [
  { at: at(60), kind: 'notify' },
  { at: at(100), kind: 'warn' },
  { at: at(200), kind: 'breach' },
];

function timerOf(now: number, stage: object = {}) {
  const lead = aLead('assigned');
  const changed = { ...lead.stage, deadlines: DEADLINES, nextDeadline: 0, ...stage } as typeof lead.stage;
  return nextTimerOf({ ...lead, stage: changed }, at(now));
}

it('sleeps until the next deadline that is not the notification, in whole seconds', () => {
  expect(timerOf(10)).toEqual({ at: at(100), sleepSeconds: 90 });
  expect(timerOf(99.5)).toEqual({ at: at(100), sleepSeconds: 1 });
  expect(timerOf(150)).toEqual({ at: at(100), sleepSeconds: 0 });
  expect(timerOf(150, { nextDeadline: 2 })).toEqual({ at: at(200), sleepSeconds: 50 });
});

it('is not worth a timer when the deadline is more than 90 seconds away, or there is none', () => {
  expect(timerOf(9)).toBeUndefined();
  expect(timerOf(9, { nextDeadline: 3 })).toBeUndefined();
  expect(timerOf(9, { deadlines: DEADLINES.slice(0, 1) })).toBeUndefined();
});

it('is for assigned leads only, and not while another owner is being sought', () => {
  for (const state of ['working', 'sought', 'queued'] as const)
    expect(nextTimerOf(aLead(state), at(0)), state).toBeUndefined();
});
