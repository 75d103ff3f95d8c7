import { describe, expect, it } from 'vitest';
import { findTeamCoverage } from '../../../shared/domain/plan-check/coverage.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';
import { calendarOf } from '../business-hours/schedules.ts';

const team = aTeam({ hours: 'office' });
const plan = aPlan({ calendars: { office: calendarOf({ 'mon-fri': ['09:00-17:00'] }) }, teams: { sdr: team } });
const FROM = '2026-03-02T00:00:00.000Z';

describe('the coverage of a team', () => {
  it('is a usual week by the clock of the zone asked for', () => {
    const { week, missing } = findTeamCoverage(team, {
      plan,
      reps: [aRep(), aRep({ id: 'ben' })],
      holidays: {},
      zone: 'Europe/Berlin',
      from: FROM,
    });
    expect(week[0]?.slice(8, 18)).toEqual([0, 2, 2, 2, 2, 2, 2, 2, 2, 0]);
    expect(week[6]).toEqual(Array(24).fill(0));
    expect(missing).toEqual([]);
  });

  it('names the usual hours that a holiday, a leave or a change of the clock leaves empty', () => {
    const leaves = [{ from: '2026-05-04T07:00:00.000Z', until: '2026-05-04T09:00:00.000Z' }];
    const reps = [aRep({ holidayRegion: 'DE', leaves })];
    const question = { plan, reps, holidays: { DE: ['2026-04-06'] }, from: FROM };
    const here = findTeamCoverage(team, { ...question, zone: 'Europe/Berlin' }).missing;
    expect(here.filter(({ date }) => date === '2026-04-06')).toHaveLength(8);
    expect(here.filter(({ date }) => date === '2026-05-04')).toEqual([
      { date: '2026-05-04', hour: 9 },
      { date: '2026-05-04', hour: 10 },
    ]);
    // New York is five hours behind Berlin between 8 and 29 March, and six in most weeks.
    const there = findTeamCoverage(team, { ...question, zone: 'America/New_York' }).missing;
    expect(there).toContainEqual({ date: '2026-03-10', hour: 3 });
  });
});
