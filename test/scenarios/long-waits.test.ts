import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RuleAction } from '../../shared/domain/plan/rule.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aCalendar, aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

type Rule = Partial<Extract<RuleAction, { kind: 'assign' }>>;
const LEAVE = { from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, 14 * DAY) };
const BACKUP = { kind: 'team', id: 'ae' } as const;
const NIGHT = addSeconds(MONDAY, 11 * HOUR);
const inTerritory = (country: string) => ({ attributes: { territory: [country] } });
const aGermanLead = (name = 'ada') => aDemoRequest(name, { country: 'DE' });

/** A plan whose demo requests need a rep of their territory. The first response is due within an hour. */
function aTerritoryPlan(rule: Rule, team: Partial<Team> = {}): Partial<Plan> {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const then = { ...demo.then, need: ['territory'], ...rule };
  const teams = { ...plan.teams, sdr: aTeam(team) };
  return { teams, layers: [{ layer: 'only', rules: [{ ...demo, then }] }] };
}

/** The only rep for Germany is on leave for two weeks; a colleague for Austria and a backup team are at work. */
const STAFF = [
  { id: 'kim', ...inTerritory('DE'), leaves: [LEAVE] },
  { id: 'lea', ...inTerritory('AT') },
  { id: 'ana', teams: { ae: 1 }, ...inTerritory('DE') },
];

async function firstOwnerOf(baton: VirtualBaton, id: string): Promise<string | undefined> {
  const assigned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned');
  return assigned?.type === 'LeadAssigned' ? assigned.data.rep : undefined;
}

async function stageAfter(baton: VirtualBaton, id: string, seconds: number) {
  await baton.advance(seconds);
  return (await baton.lead(id)).stage;
}

describe.each([
  ['while the team is at work', MONDAY, {}],
  ['at night', NIGHT, { hours: 'office' }],
] as const)('a lead whose only fitting rep is on leave for two weeks, %s', (_, start, team) => {
  it('goes to a colleague when its need may be relaxed', async () => {
    const baton = await aBaton({ start, plan: aTerritoryPlan({ relax: ['territory'] }, team), reps: STAFF });
    const id = await baton.postOne(aGermanLead());
    await baton.advance(15 * HOUR);
    expect(await firstOwnerOf(baton, id)).toBe('lea');
    await expectInvariants(baton);
  });

  it('goes to the backup team otherwise, at once', async () => {
    const baton = await aBaton({ start, plan: aTerritoryPlan({ otherwise: BACKUP }, team), reps: STAFF });
    const id = await baton.postOne(aGermanLead());
    expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'assigned', owner: 'ana', team: 'ae' });
    await expectInvariants(baton);
  });

  it('goes to a person, who is told, when nobody else can take it', async () => {
    const baton = await aBaton({ start, plan: aTerritoryPlan({}, team), reps: STAFF.slice(0, 2) });
    const id = await baton.postOne(aGermanLead());
    const stage = await stageAfter(baton, id, 300);
    expect(stage).toMatchObject({ state: 'waiting', place: 'queue', because: 'all_away', accountable: 'dana' });
    expect(baton.deps.notifier.received.map(({ occasion, to }) => [occasion, to])).toContainEqual(['queued', 'dana']);
  });

  it('waits for the rep when the plan allows a wait as long as that', async () => {
    const plan = aTerritoryPlan({ relax: ['territory'], otherwise: BACKUP }, { ...team, waitSeconds: 15 * DAY });
    const baton = await aBaton({ start, plan, reps: STAFF });
    const id = await baton.postOne(aGermanLead());
    expect(await stageAfter(baton, id, 3 * DAY)).toMatchObject({ state: 'waiting', place: 'team' });
    await baton.advance(12 * DAY);
    expect(await firstOwnerOf(baton, id)).toBe('kim');
  });
});

it('a lead waits for a rep who is back before the first response would be due', async () => {
  const leaves = [{ from: LEAVE.from, until: addSeconds(MONDAY, 1800) }];
  const reps = [{ id: 'kim', ...inTerritory('DE'), leaves }, ...STAFF.slice(1)];
  const baton = await aBaton({ plan: aTerritoryPlan({ relax: ['territory'], otherwise: BACKUP }), reps });
  const id = await baton.postOne(aGermanLead());
  expect(await stageAfter(baton, id, 600)).toMatchObject({ state: 'waiting', place: 'team' });
  expect(await stageAfter(baton, id, 1500)).toMatchObject({ state: 'assigned', owner: 'kim' });
});

it('all twenty leads of a rep whose leave begins get somebody else, or a person is told', async () => {
  const leaves = [{ from: addSeconds(MONDAY, HOUR), until: addSeconds(MONDAY, 14 * DAY) }];
  const reps = [{ id: 'kim', ...inTerritory('DE'), leaves }, ...STAFF.slice(1)];
  const slow = { slas: aPlan().slas.map((sla) => ({ ...sla, firstTouchSeconds: 4 * HOUR })) };
  const baton = await aBaton({ plan: { ...aTerritoryPlan({ otherwise: BACKUP }), ...slow }, reps });
  const ids = await postMany(baton, 20, (index) => aGermanLead(`lead${index}`));
  await baton.advance(1800);
  for (const id of ids) expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
  await baton.advance(1800 + 600);
  for (const id of ids) expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'ana' });
});

describe('waking other teams', () => {
  const hours = {
    own: aCalendar('09:00', '17:00'),
    amer: aCalendar('15:00', '23:00'),
    apac: aCalendar('06:00', '08:00'),
  };
  const offices = ['own', 'amer', 'apac'] as const;

  function anOffice(wake: readonly string[], calendars: Plan['calendars'] = hours) {
    const plan = aTerritoryPlan({
      need: [],
      ...(wake.length > 0 && { closed: { kind: 'wake', teams: wake, withinSeconds: 900 } }),
    });
    const teams = {
      sdr: aTeam({ hours: 'own' }),
      amer: aTeam({ id: 'amer', hours: 'amer' }),
      apac: aTeam({ id: 'apac', hours: 'apac' }),
    };
    const reps: readonly Partial<Rep>[] = [
      { id: 'kim' },
      { id: 'bob', teams: { amer: 1 } },
      { id: 'ari', teams: { apac: 1 } },
    ];
    return {
      plan: { ...plan, teams, calendars: { ...aPlan().calendars, ...calendars } },
      reps: reps.map((rep) => ({ ...rep, zone: 'UTC' })),
    };
  }

  /** Posts a lead at this hour of a day, and returns who gets it first and when. */
  async function firstAssignment(office: ReturnType<typeof anOffice>, hour: number) {
    const start = `2026-11-24T${String(hour).padStart(2, '0')}:30:00.000Z`;
    const baton = await aBaton({ start, ...office });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(36 * HOUR);
    const assigned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned');
    if (assigned?.type !== 'LeadAssigned') throw new Error('nobody got the lead');
    return { rep: assigned.data.rep, at: assigned.at };
  }

  it('an urgent lead at 03:30 waits for its own team when the woken one opens later', async () => {
    const without = await firstAssignment(anOffice([]), 3);
    expect(await firstAssignment(anOffice(['amer']), 3)).toEqual(without);
    expect(without.rep).toBe('kim');
  });

  it('follows the sun: whichever of the teams opens first gets it', async () => {
    const first = await firstAssignment(anOffice(['amer', 'apac']), 3);
    expect([first.rep, first.at < '2026-11-24T06:05']).toEqual(['ari', true]);
    expect((await firstAssignment(anOffice(['amer', 'apac']), 17)).rep).toBe('bob');
  });

  it('never makes a lead later than without', async () => {
    const opening = fc.tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 12 }));
    const pad = (value: number) => `${String(Math.min(value, 24)).padStart(2, '0')}:00`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(opening, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: 23 }),
        async (open, hour) => {
          const calendars = Object.fromEntries(
            offices.map((name, index) => {
              const [from = 0, length = 1] = open[index] ?? [];
              return [name, aCalendar(pad(from), pad(from + length))];
            }),
          );
          const [woken, alone] = [
            await firstAssignment(anOffice(['amer', 'apac'], calendars), hour),
            await firstAssignment(anOffice([], calendars), hour),
          ];
          expect(Date.parse(woken.at)).toBeLessThanOrEqual(Date.parse(alone.at) + 60_000);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('a colleague answers a lead that the absent rep would have had', async () => {
  const baton = await aBaton({ plan: aTerritoryPlan({ relax: ['territory'] }), reps: STAFF });
  const id = await baton.postOne(aGermanLead());
  await baton.advance(300);
  expect((await answerAsOwner(baton, id, { answer: 'contacted' })).outcome).toBe('done');
  await expectInvariants(baton);
});
