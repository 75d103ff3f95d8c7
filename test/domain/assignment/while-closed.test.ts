import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAssignedStage } from '../../../shared/domain/assignment/assignment-stages.ts';
import type { AssignableLead, Candidate } from '../../../shared/domain/assignment/candidate.ts';
import { explainDecision } from '../../../shared/domain/assignment/decision-record.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { addWorkingSeconds, isOpen, nextOpening } from '../../../shared/domain/business-hours/working-time.ts';
import { firstResponseDueAt } from '../../../shared/domain/follow-up/sla.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide, leads, placed } from './team.ts';

const HOUR = 3600;
/** Monday, when all of the candidates below have gone home. */
const EVENING = minutesAfterMonday(10 * 60);
const EARLY: Partial<AssignableLead> = { whileClosed: { maxSeconds: HOUR } };
/** A rep in UTC who works from this hour of each day to the next one given. */
const from = (id: string, start: string, end: string, more: Parameters<typeof aCandidate>[0] = {}): Candidate =>
  aCandidate({ id, zone: 'UTC', calendar: aCalendar(start, end), ...more });
const ADA = from('ada', '09:00', '17:00');
const BO = from('bo', '09:30', '17:00');
const NOON = from('noon', '12:00', '17:00');
const LEAVE = [{ from: EVENING, until: addSeconds(EVENING, 100 * HOUR) }];

describe('a lead that is assigned while its team is closed', () => {
  it('goes by turn to those who come within its time of the first, and the record says so', () => {
    const decided = decide({ batch: leads(3, EARLY), candidates: [ADA, BO, NOON], now: EVENING });
    expect(placed(decided)).toEqual(['lead-0 ada', 'lead-1 bo', 'lead-2 ada']);
    expect(decided.record.leads[0]).toMatchObject({
      comesBy: '2026-11-24T10:00:00.000Z',
      passedOver: { off_shift: ['noon'] },
    });
    expect(explainDecision(decided.record, 'lead-0')).toMatchObject({ comesBy: '2026-11-24T10:00:00.000Z' });
    expect(replayDecision(decided.record).map(({ chosen }) => chosen)).toEqual(['ada', 'bo', 'ada']);
  });

  it('goes to somebody at work as long as there is one', () => {
    const decided = decide({ batch: leads(2, EARLY), candidates: [ADA, aCandidate({ id: 'night' })], now: EVENING });
    expect(placed(decided)).toEqual(['lead-0 night', 'lead-1 night']);
    expect(decided.record.leads[0]).not.toHaveProperty('comesBy');
  });

  it('waits for a free slot, not for the morning, while those at work are full', () => {
    const full = aCandidate({ id: 'night', cap: { open: 1 }, load: { open: 1 } });
    const decided = decide({ batch: leads(1, EARLY), candidates: [ADA, full], now: EVENING });
    expect(decided.unassigned).toMatchObject([{ because: 'all_closed', fullAtWork: true }]);
  });

  it('does not go to anybody on leave, nor above a cap', () => {
    const away = from('away', '09:00', '17:00', { leaves: LEAVE });
    const full = from('full', '08:00', '17:00', { cap: { open: 2 }, load: { open: 2 } });
    const ended = from('ended', '08:00', '17:00', { cap: { day: 1 }, load: { days: { '2026-11-23': 1 } } });
    const decided = decide({ batch: leads(1, EARLY), candidates: [away, full, ended, ADA], now: EVENING });
    expect(placed(decided)).toEqual(['lead-0 ada']);
    expect(decided.record.leads[0]?.passedOver).toEqual({ on_leave: ['away'], open_cap: ['full'], day_cap: ['ended'] });
  });

  it('waits like any other when nobody has room', () => {
    const ended = from('ended', '08:00', '17:00', { cap: { day: 1 }, load: { days: { '2026-11-23': 1 } } });
    const { unassigned } = decide({ batch: leads(1, EARLY), candidates: [ended], now: EVENING });
    expect(unassigned).toEqual([{ lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-24T08:00:00.000Z' }]);
  });

  it('minds no meeting of somebody who is not at work', () => {
    const meeting = { from: EVENING, until: addSeconds(EVENING, 8 * HOUR) };
    const busy = from('busy', '09:00', '17:00', { reading: readingOf('busy', [meeting], EVENING) });
    const minds = { meetings: { atLeastSeconds: 600, waitUntil: addSeconds(EVENING, 60) } };
    const decided = decide({ batch: leads(1, { ...EARLY, ...minds }), candidates: [busy], now: EVENING });
    expect(placed(decided)).toEqual(['lead-0 busy']);
    expect(decided.record.leads[0]).not.toHaveProperty('meetingsIgnored');
  });

  it('is held where the rule does not say so', () => {
    const { unassigned } = decide({ batch: [anAssignable('a')], candidates: [ADA], now: EVENING });
    expect(unassigned).toMatchObject([{ lead: 'a', because: 'all_closed' }]);
  });
});

it('has its deadline on the calendar of its owner, who comes in time, and never exceeds a cap', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
  const hours = fc.constantFrom(['09:00', '17:00'], ['06:00', '12:00'], ['13:00', '22:00'], ['20:00', '24:00']);
  const person = fc.record({ zone, hours, open: fc.integer({ min: 0, max: 3 }), away: fc.boolean() });
  const plan = aPlan();
  const [sla] = plan.slas;
  if (!sla) throw new Error('the plan has no SLA');
  let early = 0;
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 7 * 24 * 60 }),
      fc.integer({ min: 1, max: 8 }),
      (people, minute, count) => {
        const now = minutesAfterMonday(minute);
        const candidates = people.map(({ zone: where, hours: [start, end], open, away }, index) => {
          const leaves = away ? [{ from: now, until: addSeconds(now, HOUR) }] : [];
          const own = { id: `rep-${index}`, zone: where, calendar: aCalendar(start, end), load: { open }, leaves };
          return aCandidate({ ...own, cap: { open: 3 } });
        });
        const decided = decide({ batch: leads(count, EARLY), candidates, team: aTeam(), now });
        expect(replayDecision(decided.record).map(({ chosen }) => chosen)).toEqual(
          decided.record.leads.map(({ chosen }) => chosen),
        );
        const given = Map.groupBy(decided.assignments, ({ rep }) => rep);
        for (const { rep, load, schedule } of candidates) {
          const mine = given.get(rep.id) ?? [];
          expect(mine.length === 0 || load.open + mine.length <= 3).toBe(true);
          if (mine.length === 0 || isOpen(schedule, now)) continue;
          early += 1;
          expect(schedule.leaves).toEqual([]);
          const terms = { plan, sla, rep, schedule, placedBy: 'system' } as const;
          const stage = buildAssignedStage(terms, { team: 'sdr', now });
          const opening = nextOpening(schedule, now) ?? '';
          const due = addWorkingSeconds(schedule, opening, sla.firstTouchSeconds);
          expect(firstResponseDueAt(stage.deadlines)).toBe(due);
          const { comesBy = '' } = decided.record.leads.find(({ lead }) => lead === mine[0]?.lead) ?? {};
          expect(opening <= comesBy).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(early).toBeGreaterThan(50);
});
