import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RuleAction } from '../../shared/domain/plan/rule.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aCalendar, aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, DAY, HOUR } from './a-baton.ts';
import { importNames } from './a-list.ts';
import { expectInvariants } from './invariants.ts';

type Rule = Partial<Extract<RuleAction, { kind: 'assign' }>>;
const BACKUP = { kind: 'team', id: 'ae' } as const;
/** The team is shut from Monday to the Friday of the next week. */
const SHUT = [{ from: '2026-11-23', to: '2026-12-04' }];
const OTHERS = [{ id: 'ana', teams: { ae: 1 } }];

/** A plan whose demo requests go to the team, which works in the day. The first response is due within an hour. */
function aPlanOf(
  rule: Rule,
  team: Partial<Team> = {},
  closed: Plan['calendars'][string]['closed'] = [],
): Partial<Plan> {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const teams = { ...plan.teams, sdr: aTeam({ hours: 'shut', ...team }) };
  const calendars = { ...plan.calendars, shut: { ...aCalendar('08:00', '20:00'), closed } };
  return { teams, calendars, layers: [{ layer: 'only', rules: [{ ...demo, then: { ...demo.then, ...rule } }] }] };
}

async function stageAfter(baton: VirtualBaton, id: string, seconds: number) {
  await baton.advance(seconds);
  return (await baton.lead(id)).stage;
}

describe('a lead of a team that is shut for two weeks', () => {
  it('goes to the other team, at once', async () => {
    const baton = await aBaton({ plan: aPlanOf({ otherwise: BACKUP }, {}, SHUT), reps: [{ id: 'kim' }, ...OTHERS] });
    const id = await baton.postOne(aDemoRequest());
    expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'assigned', owner: 'ana' });
    await expectInvariants(baton);
  });

  it('goes to a person, who is told, when there is no other team', async () => {
    const baton = await aBaton({ plan: aPlanOf({}, {}, SHUT), reps: [{ id: 'kim' }] });
    const id = await baton.postOne(aDemoRequest());
    const stage = await stageAfter(baton, id, 300);
    expect(stage).toMatchObject({ state: 'waiting', place: 'queue', because: 'all_away', accountable: 'dana' });
  });

  it('waits when the plan allows a wait as long as that', async () => {
    const team = { waitSeconds: 15 * DAY };
    const baton = await aBaton({ plan: aPlanOf({ otherwise: BACKUP }, team, SHUT), reps: [{ id: 'kim' }, ...OTHERS] });
    const id = await baton.postOne(aDemoRequest());
    expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'waiting', place: 'team' });
  });
});

it('a lead whose only fitting rep has a holiday goes to a colleague who has none', async () => {
  const plan = aPlanOf({ need: ['territory'], relax: ['territory'] });
  const reps = [
    { id: 'kim', holidayRegion: 'DE-BY', attributes: { territory: ['DE'] } },
    { id: 'lea', attributes: { territory: ['AT'] } },
  ];
  const baton = await aBaton({ plan, reps });
  await baton.deps.reps.saveHolidays('DE-BY', ['2026-11-23']);
  const id = await baton.postOne(aDemoRequest('ada', { country: 'DE' }));
  expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'assigned', owner: 'lea' });
});

it.each([
  ['at night', 14 * HOUR, []],
  ['over a long weekend', 14 * HOUR, [{ from: '2026-11-24', to: '2026-11-27' }]],
] as const)('a lead still waits for its own team %s', async (_, since, closed) => {
  const plan = aPlanOf({ otherwise: BACKUP }, {}, closed);
  const baton = await aBaton({ start: addSeconds(MONDAY, since), plan, reps: [{ id: 'kim' }, ...OTHERS] });
  const id = await baton.postOne(aDemoRequest());
  expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'waiting', place: 'team', because: 'all_closed' });
  await baton.advance(5 * DAY);
  expect((await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned')).toMatchObject({
    data: { rep: 'kim' },
  });
});

describe('a lead for one rep only, while the whole team is closed', () => {
  const LEAVE = { from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, 14 * DAY) };

  it.each([
    ['is on leave for two weeks', [LEAVE], []],
    ['comes back with the team in two weeks', [], SHUT],
  ] as const)('goes elsewhere at once when that rep %s', async (_, leaves, closed) => {
    const own = { to: { ownerOf: 'account' }, otherwise: BACKUP } as const;
    const plan = aPlanOf(own, {}, closed);
    const reps = [{ id: 'kim', leaves }, { id: 'lea' }, ...OTHERS];
    const baton = await aBaton({ start: addSeconds(MONDAY, 14 * HOUR), plan, reps });
    await saveAccounts(baton.deps.accounts, { owner: 'kim', domains: ['north.example'] });
    const id = await baton.postOne(aDemoRequest());
    expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'assigned', owner: 'ana' });
    await expectInvariants(baton);
  });

  it('waits for that rep when they are only off shift', async () => {
    const plan = aPlanOf({ to: { ownerOf: 'account' }, otherwise: BACKUP });
    const reps = [{ id: 'kim' }, { id: 'lea' }, ...OTHERS];
    const baton = await aBaton({ start: addSeconds(MONDAY, 14 * HOUR), plan, reps });
    await saveAccounts(baton.deps.accounts, { owner: 'kim', domains: ['north.example'] });
    const id = await baton.postOne(aDemoRequest());
    expect(await stageAfter(baton, id, 300)).toMatchObject({ state: 'waiting', place: 'team' });
  });
});

describe('the leads of an import list', () => {
  const away = (days: number) => [
    { id: 'kim', leaves: [{ from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, days * DAY) }] },
  ];

  it.each([
    ['the other team', { otherwise: BACKUP }, { state: 'assigned', owner: 'ana' }],
    ['a person', {}, { state: 'waiting', place: 'queue', because: 'all_away', accountable: 'dana' }],
  ] as const)('go to %s when the only rep is on leave for two weeks', async (_, rule, stage) => {
    const baton = await aBaton({ plan: aPlanOf(rule), reps: [...away(14), ...OTHERS] });
    const ids = await importNames(baton, 2);
    await baton.advance(300);
    for (const id of ids) expect((await baton.lead(id)).stage).toMatchObject(stage);
    await expectInvariants(baton);
  });

  it('wait for a rep who is back within a working week', async () => {
    const baton = await aBaton({ plan: aPlanOf({ otherwise: BACKUP }), reps: [...away(3), ...OTHERS] });
    const ids = await importNames(baton, 2);
    await baton.advance(DAY);
    for (const id of ids) expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'team' });
    await baton.advance(3 * DAY);
    for (const id of ids)
      expect((await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned')).toMatchObject({
        data: { rep: 'kim' },
      });
  });
});
