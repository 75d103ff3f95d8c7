import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/domain/instant.ts';
import { addSeconds, instantOf, millisecondsOf } from '../../../shared/domain/instant.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide, leads } from './team.ts';

const NIGHT = aCalendar('22:00', '24:00');
const OFFICE = aCalendar('09:00', '17:00');
const EVENING = minutesAfterMonday(600); // 20:00 in Berlin on Monday
const full = { load: { open: 1 }, cap: { open: 1 } };
const doneToday = { load: { days: { '2026-11-23': 2 } }, cap: { day: 2 } };
const unplaced = (now: Instant, ...own: Parameters<typeof aCandidate>[0][]) =>
  decide({ now, candidates: own.map((one, index) => aCandidate({ id: `rep-${index}`, ...one })) }).unassigned;

describe('a lead nobody can take now', () => {
  it('can never be taken in an empty team, or in one whose weights are all 0', () => {
    expect(unplaced(MONDAY)).toEqual([{ lead: 'lead-0', because: 'nobody_ever' }]);
    expect(unplaced(MONDAY, { teams: { sdr: 0 } }, { teams: { sdr: 0 } })).toEqual([
      { lead: 'lead-0', because: 'nobody_ever' },
    ]);
  });

  it('waits for the earliest shift of a rep who fits and has room', () => {
    expect(
      unplaced(
        EVENING,
        { calendar: OFFICE },
        { calendar: OFFICE, zone: 'America/New_York', ...full },
        { calendar: NIGHT },
      ),
    ).toEqual([{ lead: 'lead-0', because: 'all_closed', fullAtWork: true, opensAt: '2026-11-23T21:00:00.000Z' }]);
  });

  it('waits for the end of a leave', () => {
    expect(unplaced(MONDAY, { leaves: [{ from: minutesAfterMonday(-5), until: minutesAfterMonday(90) }] })).toEqual([
      { lead: 'lead-0', because: 'all_closed', opensAt: minutesAfterMonday(90) },
    ]);
  });

  it('has no date when no shift is in sight', () => {
    expect(unplaced(MONDAY, { calendar: aCalendar('09:00', '09:00') })).toEqual([
      { lead: 'lead-0', because: 'all_closed' },
    ]);
  });

  it('waits for a free slot when everybody who fits is full, at work or not', () => {
    expect(unplaced(EVENING, full, { calendar: OFFICE, ...full })).toEqual([{ lead: 'lead-0', because: 'all_full' }]);
  });

  it('finds a rep without leads a day full and not away, whatever leave, holiday or closed date is over', () => {
    const over = {
      leaves: [{ from: minutesAfterMonday(-600), until: MONDAY }],
      holidays: ['2026-11-22'],
      calendar: { ...aCalendar(), closed: [{ from: '2026-11-20', to: '2026-11-22' }] },
    };
    const candidates = [aCandidate({ id: 'ada', cap: { day: 0 }, ...over })];
    const batch = [anAssignable('lead-0', { maxAwaySeconds: 0 })];
    expect(decide({ candidates, batch }).unassigned).toEqual([{ lead: 'lead-0', because: 'all_full' }]);
  });

  it('waits for a shift or a slot when one rep is full at work and another is off shift', () => {
    expect(unplaced(EVENING, full, { calendar: OFFICE })).toEqual([
      { lead: 'lead-0', because: 'all_closed', fullAtWork: true, opensAt: '2026-11-24T08:00:00.000Z' },
    ]);
  });

  it('waits for the next day of a rep at the daily cap', () => {
    expect(unplaced(MONDAY, { ...doneToday, calendar: OFFICE })).toEqual([
      { lead: 'lead-0', because: 'all_full', opensAt: '2026-11-24T08:00:00.000Z' },
    ]);
    expect(unplaced(MONDAY, doneToday)).toEqual([
      { lead: 'lead-0', because: 'all_full', opensAt: '2026-11-23T23:00:00.000Z' },
    ]);
  });

  it('ignores later shifts on the same day for a rep at the daily cap', () => {
    expect(unplaced(MONDAY, { ...doneToday, calendar: NIGHT })).toEqual([
      { lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-24T21:00:00.000Z' },
    ]);
    expect(unplaced(EVENING, { ...doneToday, calendar: OFFICE })).toEqual([
      { lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-24T08:00:00.000Z' },
    ]);
  });

  it('never waits for a rep whose daily cap is 0', () => {
    expect(unplaced(EVENING, { cap: { day: 0 }, calendar: OFFICE })[0]?.opensAt).toBeUndefined();
    expect(unplaced(MONDAY, { cap: { day: 0 } })).toEqual([{ lead: 'lead-0', because: 'all_full' }]);
  });

  it('counts leads assigned in the same batch', () => {
    const { assignments, unassigned: left } = decide({
      batch: leads(3),
      team: aTeam({ cap: { day: 2 } }),
      candidates: [aCandidate({ calendar: OFFICE })],
    });
    expect(assignments).toHaveLength(2);
    expect(left).toEqual([{ lead: 'lead-2', because: 'all_full', opensAt: '2026-11-24T08:00:00.000Z' }]);
  });
});

describe('the date that a lead waits for', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const rep = fc.record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
    from: hour,
    length: fc.integer({ min: 1, max: 10 }),
    leave: fc.option(fc.tuple(fc.integer({ min: -72, max: 72 }), fc.integer({ min: 1, max: 200 }))),
    open: fc.integer({ min: 0, max: 2 }),
    today: fc.integer({ min: 0, max: 2 }),
  });

  it('is exact: the lead is assigned then, and not a moment earlier', () => {
    fc.assert(
      fc.property(
        fc.array(rep, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 200_000 }),
        (reps, minute) => {
          const now = addSeconds('2026-10-01T00:00:00.000Z', minute * 60);
          const day = (zone: string) => new Date(now).toLocaleDateString('sv-SE', { timeZone: zone });
          const candidates = reps.map(({ zone, from, length, leave, open, today }, index) =>
            aCandidate({
              id: `rep-${index}`,
              zone,
              calendar: aCalendar(
                `${`${from}`.padStart(2, '0')}:00`,
                `${`${Math.min(24, from + length)}`.padStart(2, '0')}:00`,
              ),
              leaves: leave
                ? [{ from: addSeconds(now, leave[0] * 3600), until: addSeconds(now, (leave[0] + leave[1]) * 3600) }]
                : [],
              load: { open, days: { [day(zone)]: today } },
            }),
          );
          const input = { candidates, team: aTeam({ cap: { open: 2, day: 2 } }), batch: [anAssignable('lead-0')] };
          const { unassigned: left, assignments } = decide({ ...input, now });
          const [waiting] = left;
          if (waiting === undefined) {
            expect(assignments).toHaveLength(1);
            return;
          }
          if (waiting.opensAt === undefined) {
            expect(reps.every(({ open }) => open >= 2)).toBe(true);
            return;
          }
          expect(waiting.opensAt > now).toBe(true);
          expect(decide({ ...input, now: waiting.opensAt }).assignments).toHaveLength(1);
          const before = instantOf(millisecondsOf(waiting.opensAt) - 1);
          expect(decide({ ...input, now: before }).assignments).toHaveLength(0);
        },
      ),
    );
  });
});
