import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { EventData, EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import { type Counters, sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { countTurnResult, NO_TURNS } from '../../../shared/domain/reporting/turn-results.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const DAY = 24 * 3600;

function event<Type extends EventType>(type: Type, data: EventData<Type>, isPerson = true): LeadEvent {
  const actor = isPerson ? ({ kind: 'person', id: 'kim' } as const) : ({ kind: 'system' } as const);
  return { id: 'e', lead: 'l', seq: 1, at: MONDAY, actor, type, data } as LeadEvent;
}

const held = { rep: 'kim', epoch: 1 };
const assigned = (rep = 'kim', more: Partial<EventData<'LeadAssigned'>> = {}) =>
  event(
    'LeadAssigned',
    { rep, team: 'sdr', epoch: 1, placedBy: 'system', because: 'turn', turnBand: 'hot', ...more },
    false,
  );
const breached = event('SlaBreached', held, false);
const responded = event('FirstResponseMade', { ...held, how: 'call' });
const qualified = event('LeadQualified', held);
const handedOff = event('LeadHandedOff', { ...held, team: 'ae' });
const misrouted = event('LeadMisrouted', { ...held, reason: 'territory' });
const closed = (outcome: EventData<'LeadClosed'>['outcome'], reason?: string) =>
  event('LeadClosed', { ...held, outcome, ...(reason !== undefined && { reason }) });
const reviewed = (credit: 'given' | 'refused') =>
  event('CreditReviewed', { rep: 'kim', team: 'sdr', credit, reason: 'territory' });

/** Counts events a day apart. Returns what each rep's day has, by `rep day`. */
function count(...events: readonly LeadEvent[]): Record<string, Counters> {
  const sums: Record<string, Counters> = {};
  let turns = NO_TURNS;
  for (const [index, one] of events.entries()) {
    const counted = countTurnResult(turns, { ...one, at: addSeconds(MONDAY, index * DAY) });
    turns = counted.turns;
    for (const { to, counters } of counted.postings) {
      if (!('repDay' in to)) throw new Error('results are counted for reps alone');
      const key = `${to.repDay.rep} ${to.repDay.day.slice(8)}`;
      sums[key] = sumCounters([sums[key] ?? {}, counters]);
    }
  }
  return sums;
}

const of = (...names: string[]) => Object.fromEntries(names.map((name) => [`turn:sdr:hot:${name}`, 1]));

describe('results of turns', () => {
  it('count on the day of the assignment, whenever they come', () => {
    expect(count(assigned(), responded, qualified, closed('converted'))).toEqual({
      'kim 23': of('leads', 'due', 'in_time', 'qualified', 'won'),
    });
  });

  it.each([
    ['a first response after a breach is not in time', [assigned(), breached, responded], ['leads', 'due']],
    [
      'a lead that was won at once was qualified too',
      [assigned(), closed('converted')],
      ['leads', 'due', 'in_time', 'qualified', 'won'],
    ],
    ['a disqualified lead is one without success', [assigned(), closed('disqualified')], ['leads', 'due', 'in_time']],
    [
      'a declined lead is one without success',
      [assigned(), event('LeadDeclined', { ...held, team: 'sdr', reason: 'cannot_take' })],
      ['leads'],
    ],
    ['a hand-off is a success', [assigned(), handedOff], ['leads', 'due', 'in_time', 'qualified']],
    [
      'one that the next team gave back is none',
      [
        assigned(),
        handedOff,
        event('HandoffReturned', { rep: 'lea', epoch: 2, team: 'ae', to: 'kim', because: 'declined' }),
      ],
      ['leads', 'due', 'in_time'],
    ],
    ['a misroute whose credit was refused counts again', [assigned(), misrouted, reviewed('refused')], ['leads']],
  ])('%s', (_, events, names) => {
    expect(count(...events)).toEqual({ 'kim 23': of(...names) });
  });

  it.each([
    ['a misroute', [assigned(), responded, misrouted]],
    ['a misroute whose credit was given', [assigned(), misrouted, reviewed('given')]],
    ['spam', [assigned(), closed('disqualified', 'spam')]],
    ['a duplicate', [assigned(), responded, closed('disqualified', 'duplicate')]],
    ['a merged lead', [assigned(), closed('merged')]],
    [
      'a lead that left with the leave of its rep',
      [assigned(), event('LeadReleased', { ...held, team: 'sdr', because: 'away' }, false)],
    ],
    ['a lead that a person took away', [assigned(), assigned('lea', { placedBy: 'person', turnBand: undefined })]],
    ['a person who may not be contacted', [assigned(), event('ContactForbidden', { entry: 'd', because: 'asked' })]],
    ['a person who was erased', [assigned(), event('LeadForgotten', { erasure: 'e', because: 'asked', ended: true })]],
  ])('%s does not count at all', (_, events) => {
    expect(count(...events)).toEqual({ 'kim 23': {} });
  });

  it('count for the next rep after a breach, beside a lead without success for the first', () => {
    expect(count(assigned(), breached, assigned('lea', { because: 'reassigned' }), qualifiedBy('lea'))).toEqual({
      'kim 23': of('leads', 'due'),
      'lea 25': of('leads', 'due', 'in_time', 'qualified'),
    });
  });

  it('are none for who was given a lead out of turn, nor for whom it was not theirs', () => {
    expect(count(assigned('kim', { turnBand: undefined }), qualified)).toEqual({});
    expect(count(assigned('lea'), closed('converted'))).toEqual({ 'lea 23': of('leads') });
  });
});

function qualifiedBy(rep: string): LeadEvent {
  return event('LeadQualified', { rep, epoch: 2 });
}
