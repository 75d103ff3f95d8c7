import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignableLead, Candidate } from '../../../shared/domain/assignment/candidate.ts';
import { explainDecision } from '../../../shared/domain/assignment/decision-record.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { readingOf, type TimeSpan } from '../../../shared/domain/team/calendar-reading.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide, placed } from './team.ts';

const meeting = (from: number, until: number): TimeSpan => ({
  from: minutesAfterMonday(from),
  until: minutesAfterMonday(until),
});

function aBusyCandidate(id: string, ...busy: readonly TimeSpan[]): Candidate {
  return aCandidate({ id, reading: readingOf(id, busy, MONDAY) });
}

/** A lead that passes over meetings of ten minutes, and may wait twenty minutes for the end of one. */
function anUrgent(lead: string, overrides: Partial<AssignableLead> = {}): AssignableLead {
  return anAssignable(lead, { meetings: { atLeastSeconds: 600, waitUntil: minutesAfterMonday(20) }, ...overrides });
}

describe('a rep in a meeting', () => {
  const ada = aBusyCandidate('ada', meeting(-10, 30));
  const bo = aBusyCandidate('bo', meeting(60, 90));

  it('is passed over for an urgent lead, and the record says so', () => {
    const decided = decide({ batch: [anUrgent('a'), anUrgent('b')], candidates: [ada, bo] });
    expect(placed(decided)).toEqual(['a bo', 'b bo']);
    expect(decided.record.leads[0]?.passedOver).toEqual({ busy: ['ada'] });
    expect(decided.record.candidates.map(({ reading }) => reading)).toEqual([
      { readAt: MONDAY, busyUntil: minutesAfterMonday(30) },
      { readAt: MONDAY, busyUntil: undefined },
    ]);
    expect(replayDecision(decided.record)).toEqual([
      { lead: 'a', chosen: 'bo' },
      { lead: 'b', chosen: 'bo' },
    ]);
  });

  it('earns no share of the turns that they are passed over for', () => {
    const { ledger } = decide({ batch: [anUrgent('a')], candidates: [ada, bo] });
    expect(ledger.entries.hot).not.toHaveProperty('ada');
  });

  it('gets a lead that does not mind meetings', () => {
    expect(placed(decide({ batch: [anAssignable('a')], candidates: [ada, bo] }))).toEqual(['a ada']);
  });

  it('is not passed over for a meeting that is nearly over', () => {
    const nearlyFree = aBusyCandidate('ada', meeting(-50, 9));
    expect(placed(decide({ batch: [anUrgent('a')], candidates: [nearlyFree] }))).toEqual(['a ada']);
  });

  it('stays busy through meetings that follow one another or overlap', () => {
    const all = aBusyCandidate('ada', meeting(5, 25), meeting(-10, 5), meeting(3, 8));
    const decided = decide({ batch: [anUrgent('a')], candidates: [all, bo] });
    expect(decided.record.candidates[0]?.reading?.busyUntil).toBe(minutesAfterMonday(25));
  });
});

describe('while everybody is in a meeting', () => {
  it('waits for the first who comes free in time', () => {
    const both = [aBusyCandidate('ada', meeting(0, 30)), aBusyCandidate('bo', meeting(0, 15))];
    const decided = decide({ batch: [anUrgent('a')], candidates: both });
    expect(decided.unassigned).toEqual([{ lead: 'a', because: 'all_busy', opensAt: minutesAfterMonday(15) }]);
    expect(replayDecision(decided.record)).toEqual([{ lead: 'a' }]);
  });

  it('waits for a colleague who comes to work sooner', () => {
    const early = aCandidate({ id: 'bo', zone: 'UTC', calendar: aCalendar('09:12', '17:00') });
    const decided = decide({ batch: [anUrgent('a')], candidates: [aBusyCandidate('ada', meeting(0, 15)), early] });
    expect(decided.unassigned).toEqual([{ lead: 'a', because: 'all_busy', opensAt: minutesAfterMonday(12) }]);
  });

  it('ignores meetings when nobody comes free in time, and says so', () => {
    const both = [aBusyCandidate('ada', meeting(0, 30)), aBusyCandidate('bo', meeting(0, 45))];
    const decided = decide({ batch: [anUrgent('a'), anUrgent('b')], candidates: both });
    expect(placed(decided)).toEqual(['a ada', 'b bo']);
    expect(decided.record.leads[0]).toMatchObject({ meetingsIgnored: true, passedOver: {} });
    expect(explainDecision(decided.record, 'a')).toMatchObject({ meetingsIgnored: true });
    expect(replayDecision(decided.record)).toHaveLength(2);
  });

  it('does not wait for a rep who has no room', () => {
    const full = { id: 'bo', cap: { open: 1 }, load: { open: 1 }, reading: readingOf('bo', [meeting(0, 12)], MONDAY) };
    const decided = decide({
      batch: [anUrgent('a')],
      candidates: [aBusyCandidate('ada', meeting(0, 30)), aCandidate(full)],
    });
    expect(placed(decided)).toEqual(['a ada']);
  });
});

it('never leaves a lead without an owner beyond its wait, whatever the meetings are', () => {
  const minutes = fc.integer({ min: -120, max: 240 });
  const span = fc.tuple(minutes, fc.integer({ min: 1, max: 180 })).map(([from, long]) => meeting(from, from + long));
  const diaries = fc.array(fc.array(span, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(diaries, fc.integer({ min: -30, max: 60 }), (busy, wait) => {
      const waitUntil = minutesAfterMonday(wait);
      const lead = anUrgent('a', { meetings: { atLeastSeconds: 600, waitUntil } });
      const candidates = busy.map((spans, at) => aBusyCandidate(`rep-${at}`, ...spans));
      const { assignments, unassigned, record } = decide({ batch: [lead], candidates });
      expect(replayDecision(record)[0]?.chosen).toBe(assignments[0]?.rep);
      if (assignments.length === 1) return;
      expect(unassigned[0]?.because).toBe('all_busy');
      expect(unassigned[0]?.opensAt && unassigned[0].opensAt <= waitUntil).toBe(true);
    }),
  );
});
