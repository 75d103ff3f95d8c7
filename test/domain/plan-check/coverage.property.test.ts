import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkEligibility } from '../../../shared/domain/assignment/eligibility.ts';
import { instantOf } from '../../../shared/domain/instant.ts';
import { COVERED_DAYS, coveredHoursOf } from '../../../shared/domain/plan-check/coverage.ts';
import { workScheduleOf } from '../../../shared/domain/team/schedule.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';
import { anAssignable } from '../assignment/team.ts';
import { calendarOf } from '../business-hours/schedules.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const calendars = { office: calendarOf({ 'mon-fri': ['08:30-17:00'], sat: ['00:00-24:00'] }) };
const team = aTeam({ hours: 'office' });
const plan = aPlan({ calendars, teams: { sdr: team } });
// Both changes of the clock in Europe and America lie within thirteen weeks of some of these days.
const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }).map(instantOf);
const person = fc.record({
  zone: fc.constantFrom(...ZONES),
  active: fc.boolean(),
  weight: fc.constantFrom(0, 1, 2),
  isOff: fc.boolean(),
  leave: fc.nat({ max: 60 }),
});

it('counts at each hour those whom the assignment finds eligible, also where clocks change', () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...ZONES),
      start,
      fc.array(fc.nat({ max: COVERED_DAYS * 24 - 1 }), { minLength: 30, maxLength: 30 }),
      (people, zone, from, picks) => {
        const day = (days: number) => instantOf(Date.parse(from) + days * 86_400_000);
        const holidays = { DE: [day(9).slice(0, 10), day(30).slice(0, 10)] };
        const reps = people.map(({ weight, isOff, leave, ...rest }, index) =>
          aRep({
            ...rest,
            id: `rep-${index}`,
            teams: { sdr: weight },
            leaves: [{ from: day(leave), until: day(leave + 5) }],
            ...(isOff && { holidayRegion: 'DE' }),
          }),
        );
        const hours = coveredHoursOf(team, { plan, reps, holidays, zone, from });
        for (const pick of picks) {
          const hour = hours[pick];
          const eligible = reps.filter((rep) => {
            const daysOff = rep.holidayRegion === 'DE' ? holidays.DE : [];
            const schedule = workScheduleOf({ rep, team, calendars, holidays: daysOff });
            const candidate = { rep, load: { open: 0, days: {} }, schedule };
            return checkEligibility(candidate, anAssignable('lead'), team, hour?.at ?? '').eligible;
          });
          expect(hour?.reps).toBe(eligible.length);
        }
      },
    ),
    { numRuns: 40 },
  );
});
