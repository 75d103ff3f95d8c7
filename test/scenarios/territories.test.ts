import { describe, expect, it } from 'vitest';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { TerritoryRow } from '../../shared/domain/territories/territory.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aBaton, aDemoRequest, DAY } from './a-baton.ts';
import { aWrittenPlan } from './written-plan.ts';

const BEFORE_MIDNIGHT = '2026-12-31T23:00:00.000Z';
const MIDNIGHT = '2027-01-01T00:00:00.000Z';
const ROWS: readonly TerritoryRow[] = [
  { id: '1', territory: 'dach', owner: 'kim', match: { country: ['DE'] }, until: MIDNIGHT },
  { id: '2', territory: 'dach', owner: 'lea', match: { country: ['DE'] }, from: MIDNIGHT },
  { id: '3', territory: 'france', owner: 'gone', match: { country: ['FR'] } },
  { id: '4', territory: 'munich', owner: 'max', match: { country: ['DE'], postal: ['80'] } },
];

async function anOffice(rules: string): Promise<VirtualBaton> {
  const plan = aWrittenPlan({
    teams: `
      field: {manager: mia, hours: always, turn: territory_owner, otherwise: least_loaded, cap: {open: 2}}
      desk:  {manager: ana, hours: always}`,
    rules,
  });
  const reps: readonly Partial<Rep>[] = [
    { id: 'kim', teams: { field: 1 } },
    { id: 'lea', teams: { field: 1 }, attributes: { territory: ['dach'] } },
    { id: 'max', teams: { field: 1 }, attributes: { territory: ['SE'] } },
    { id: 'gone', teams: { field: 1 }, active: false },
    { id: 'tim', teams: { desk: 1 } },
  ];
  const baton = await aBaton({ start: BEFORE_MIDNIGHT, plan, reps });
  await baton.deps.territories.replace({ version: 1, rows: ROWS });
  return baton;
}

let people = 0;
async function post(baton: VirtualBaton, lead: object) {
  people += 1;
  const { stage, features } = await baton.lead(
    await baton.postOne(aDemoRequest('ada', { email: `p${people}@c${people}.example`, name: `P ${people}`, ...lead })),
  );
  return [stage.state === 'assigned' ? stage.owner : stage.state, features.territory];
}

describe('a team in which the owner of the territory goes first', () => {
  const RULES = '- {rule: all, to: field, otherwise: catch-all}';

  it('gives the owner their leads, and distributes the others by the fallback turn', async () => {
    const baton = await anOffice(RULES);
    expect(await post(baton, { country: 'DE' })).toEqual(['kim', 'dach']);
    expect(await post(baton, { country: 'DE' })).toEqual(['kim', 'dach']);
    expect(await post(baton, { country: 'DE', postalCode: '80331' })).toEqual(['max', 'munich']);
    expect(await post(baton, { country: 'US' })).toEqual(['lea', undefined]);
    expect(await post(baton, { country: 'FR' })).toEqual(['lea', 'france']);
  });

  it('follows a change of the table at local midnight without further action', async () => {
    const baton = await anOffice(RULES);
    expect(await post(baton, { country: 'DE' })).toEqual(['kim', 'dach']);
    await baton.advance(3599);
    expect(await post(baton, { country: 'DE' })).toEqual(['kim', 'dach']);
    await baton.advance(1);
    expect(await post(baton, { country: 'DE' })).toEqual(['lea', 'dach']);
  });

  it('tries the rest of the team when the owner was full for the whole first-response time', async () => {
    const baton = await anOffice(RULES);
    for (const _ of [1, 2]) await post(baton, { country: 'DE', postalCode: '80331' });
    const id = await baton.postOne(aDemoRequest('bea', { country: 'DE', postalCode: '80331' }));
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'all_full' });
    await baton.advance(DAY / 4);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'field', owner: 'kim' });
  });
});

describe('a lead with a territory', () => {
  it('needs a rep whose list contains it, by name or by country', async () => {
    const baton = await anOffice('- {rule: all, to: field, need: [territory], otherwise: desk}');
    expect(await post(baton, { country: 'SE' })).toEqual(['max', undefined]);
    await baton.advance(2 * 3600);
    expect(await post(baton, { country: 'DE' })).toEqual(['lea', 'dach']);
    expect(await post(baton, { country: 'JP' })).toEqual(['tim', undefined]);
  });

  it('can only be assigned to its owner, or else to the target that the rule names', async () => {
    const baton = await anOffice('- {rule: all, to: {owner_of: territory}, otherwise: desk}');
    expect(await post(baton, { country: 'DE' })).toEqual(['kim', 'dach']);
    expect(await post(baton, { country: 'FR' })).toEqual(['tim', 'france']);
    expect(await post(baton, { country: 'JP' })).toEqual(['tim', undefined]);
  });
});
