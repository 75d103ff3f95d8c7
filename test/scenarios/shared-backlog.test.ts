import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aCalendar, aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const TEAM = ['kim', 'lea', 'max'];
const EVENING = addSeconds(MONDAY, 11 * HOUR);
/** From the evening until the next office day begins. */
const NIGHT = 12 * HOUR;

/** How many leads each of them was assigned first. */
async function sharesOf(baton: VirtualBaton, ids: readonly string[], reps = TEAM): Promise<readonly number[]> {
  const owners = await Promise.all(
    ids.map(async (id) => {
      const first = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned');
      return first?.type === 'LeadAssigned' ? first.data.rep : 'nobody';
    }),
  );
  return reps.map((rep) => owners.filter((owner) => owner === rep).length);
}

/** A plan in which nothing happens to an assigned lead for a month. */
function aPatientPlan(team: Partial<Team>, calendars: Plan['calendars'] = {}): Partial<Plan> {
  const plan = aPlan();
  return {
    teams: { ...plan.teams, sdr: aTeam(team) },
    calendars: { ...plan.calendars, ...calendars },
    slas: plan.slas.map((sla) => ({ ...sla, firstTouchSeconds: 30 * DAY })),
  };
}

describe('reps who come back from leave one after another', () => {
  const back = (hours: number): Partial<Rep> => ({
    leaves: [{ from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, hours * HOUR) }],
  });
  const STAFF = TEAM.map((id, index) => ({ id, ...back(index + 1) }));

  it('each get their share of the thirty leads that waited', async () => {
    const plan = aPatientPlan({ waitSeconds: 5 * HOUR });
    const baton = await aBaton({ plan, reps: STAFF });
    const ids = await postMany(baton, 30, (index) => aDemoRequest(`n${index}`));
    await baton.advance(HOUR + 300);
    const [first = 0, ...others] = await sharesOf(baton, ids);
    expect(first).toBeGreaterThanOrEqual(10);
    // Rounded up in each of three batches.
    expect(first).toBeLessThanOrEqual(12);
    expect(others).toEqual([0, 0]);
    await baton.advance(HOUR);
    const [, second = 0] = await sharesOf(baton, ids);
    expect(second).toBeGreaterThanOrEqual(9);
    expect(second).toBeLessThanOrEqual(11);
    await baton.advance(HOUR);
    const [, , third = 0] = await sharesOf(baton, ids);
    expect(first + second + third).toBe(30);
    await expectInvariants(baton);
  });

  it('get them all in turn once the others are not back within the wait', async () => {
    const plan = aPatientPlan({ waitSeconds: 1.5 * HOUR });
    const staff = [{ id: 'kim', ...back(1) }, ...TEAM.slice(1).map((id) => ({ id, ...back(14) }))];
    const baton = await aBaton({ plan, reps: staff });
    const ids = await postMany(baton, 30, (index) => aDemoRequest(`n${index}`));
    await baton.advance(HOUR + 300);
    expect(await sharesOf(baton, ids)).toEqual([30, 0, 0]);
  });

  it('get no second share because the team closes in between', async () => {
    const plan = aPatientPlan({ hours: 'office', waitSeconds: 8 * HOUR });
    const baton = await aBaton({
      plan,
      reps: [
        { id: 'kim', ...back(5) },
        { id: 'lea', ...back(26) },
      ],
    });
    const ids = await postMany(baton, 14, (index) => aDemoRequest(`n${index}`));
    await baton.advance(6 * HOUR);
    expect(await sharesOf(baton, ids)).toEqual([7, 0, 0]);
    await baton.advance(22 * HOUR);
    expect(await sharesOf(baton, ids)).toEqual([7, 7, 0]);
  });

  it('share what is kept with one who comes unexpectedly, once', async () => {
    const plan = aPatientPlan({ waitSeconds: 5 * HOUR });
    const staff = [
      { id: 'kim', ...back(1) },
      { id: 'lea', ...back(3) },
      { id: 'max', ...back(200) },
    ];
    const baton = await aBaton({ plan, reps: staff });
    const ids = await postMany(baton, 28, (index) => aDemoRequest(`n${index}`));
    await baton.advance(HOUR + 300);
    const max = await baton.deps.reps.get('max');
    if (!max) throw new Error('there is no such rep');
    await changeRep({ ...max, leaves: [], version: max.version + 1 }, baton.now, baton.deps);
    await baton.advance(2 * HOUR + 300);
    expect(await sharesOf(baton, ids)).toEqual([14, 7, 7]);
  });

  it('take new leads at once, whatever waits', async () => {
    const plan = aPatientPlan({ waitSeconds: 5 * HOUR });
    const baton = await aBaton({ plan, reps: STAFF });
    await postMany(baton, 30, (index) => aDemoRequest(`n${index}`));
    await baton.advance(HOUR + 300);
    const fresh = await postMany(baton, 5, (index) => aDemoRequest(`fresh${index}`));
    await baton.advance(300);
    expect(await sharesOf(baton, fresh)).toEqual([5, 0, 0]);
  });
});

describe('a team whose shifts begin one after another', () => {
  const calendars = {
    early: aCalendar('08:00', '16:00'),
    middle: aCalendar('08:30', '16:30'),
    late: aCalendar('09:00', '17:00'),
  };
  const SHIFTS = ['early', 'middle', 'late'];

  it('shares the leads of the night, if the later ones come within the wait', async () => {
    const plan = aPatientPlan({ hours: 'early', waitSeconds: 2 * HOUR }, calendars);
    const reps = TEAM.map((id, index) => ({ id, hours: SHIFTS[index] }));
    const baton = await aBaton({ start: EVENING, plan, reps });
    const ids = await postMany(baton, 28, (index) => aDemoRequest(`n${index}`));
    await baton.advance(NIGHT + 2 * HOUR);
    const shares = await sharesOf(baton, ids);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(28);
    for (const share of shares) expect(share).toBeGreaterThanOrEqual(8);
    await expectInvariants(baton);
  });

  it('gives a single lead to the first who comes', async () => {
    const plan = aPatientPlan({ hours: 'early', waitSeconds: 2 * HOUR }, calendars);
    const reps = TEAM.map((id, index) => ({ id, hours: SHIFTS[index] }));
    const baton = await aBaton({ start: EVENING, plan, reps });
    const ids = await postMany(baton, 1, (index) => aDemoRequest(`n${index}`));
    await baton.advance(NIGHT - HOUR + 300);
    expect(await sharesOf(baton, ids)).toEqual([1, 0, 0]);
  });

  it('waits for nobody longer than the wait', async () => {
    const plan = aPatientPlan({ hours: 'early', waitSeconds: 1500 }, calendars);
    const reps = TEAM.map((id, index) => ({ id, hours: SHIFTS[index] }));
    const baton = await aBaton({ start: EVENING, plan, reps });
    const ids = await postMany(baton, 30, (index) => aDemoRequest(`n${index}`));
    await baton.advance(NIGHT - HOUR + 300);
    expect(await sharesOf(baton, ids)).toEqual([30, 0, 0]);
  });
});
