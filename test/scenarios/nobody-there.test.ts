import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { ClosedPolicy } from '../../shared/domain/plan/rule.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

const MONDAY_EVENING = '2026-11-23T18:00:00.000Z';
const TUESDAY_9_BERLIN = '2026-11-24T08:00:00.000Z';
const ways = [
  ['with everything on', {}, 0],
  ['with the sweep alone', { events: false, doorbell: false, timers: false }, 120],
] as const;

function officeHours(closed: ClosedPolicy = { kind: 'hold' }): Partial<Plan> {
  const plan = aPlan();
  const layers = plan.layers.map((layer) => ({
    ...layer,
    rules: layer.rules.map((rule) =>
      rule.then.kind === 'assign' ? { ...rule, then: { ...rule.then, closed } } : rule,
    ),
  }));
  return { teams: { ...plan.teams, sdr: aTeam({ hours: 'office' }) }, layers };
}

async function change(baton: VirtualBaton, id: string, changed: Partial<Rep>): Promise<void> {
  const rep = await baton.deps.reps.get(id);
  if (!rep) throw new Error(`no rep ${id}`);
  await changeRep({ ...rep, ...changed, version: rep.version + 1 }, baton.now, baton.deps);
  await baton.settle();
}

describe.each(ways)('nobody at work, %s', (_, switches, late) => {
  it('keeps an evening lead with an owner and a date, and assigns it when the shift begins', async () => {
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan: officeHours() });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(300);
    expect(await baton.lead(id)).toMatchObject({
      stage: { state: 'waiting', place: 'team', because: 'all_closed' },
      accountable: 'mia',
      dueAt: TUESDAY_9_BERLIN,
    });
    await baton.advance(14 * HOUR - 301 + 60 + late);
    expect((await baton.lead(id)).stage.state).toBe('assigned');
  });

  it('gives an evening lead an owner at once where the rule says so, with a clock that starts at opening', async () => {
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan: officeHours({ kind: 'assign' }) });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(300);
    const { stage } = await baton.lead(id);
    const breach = stage.state === 'assigned' && stage.deadlines.find(({ kind }) => kind === 'breach')?.at;
    expect(breach).toBe(addSeconds(TUESDAY_9_BERLIN, HOUR));
    expect((await baton.eventTypesOf(id)).filter((type) => type === 'LeadHeld' || type === 'SlaBreached')).toEqual([]);
  });

  it('wakes another team when the wait would be too long', async () => {
    const wake = { kind: 'wake', teams: ['ae'], withinSeconds: 900 } as const;
    const reps = [{ id: 'kim' }, { id: 'ana', teams: { ae: 1 } }];
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan: officeHours(wake), reps });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(300);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'ana', team: 'ae' });
    expect(await baton.eventTypesOf(id)).toContain('LeadFellBack');
  });

  it('releases leads without a response at the start of a leave, not before, and keeps those in work', async () => {
    const baton = await aBaton({ switches, reps: [{ id: 'kim' }] });
    const untouched = await baton.postOne(aDemoRequest('ada', { touch: 'demo_request' }));
    const worked = await baton.postOne(aDemoRequest('ben'));
    await baton.advance(240);
    await answerAsOwner(baton, worked, { answer: 'contacted' });
    await change(baton, 'kim', { leaves: [{ from: addSeconds(baton.now, 600), until: addSeconds(MONDAY, 7 * DAY) }] });
    await baton.advance(590);
    expect((await baton.lead(untouched)).stage.state).toBe('assigned');
    await baton.advance(20 + late);
    expect((await baton.lead(untouched)).stage).toMatchObject({ state: 'waiting' });
    expect(await baton.eventTypesOf(untouched)).toContain('LeadReleased');
    expect((await baton.lead(worked)).stage).toMatchObject({ state: 'working', owner: 'kim' });
  });

  it('takes everything from a rep who has left, at once', async () => {
    const baton = await aBaton({ switches });
    const ids = [await baton.postOne(aDemoRequest('ada')), await baton.postOne(aDemoRequest('ben'))];
    await baton.advance(240);
    for (const id of ids) await answerAsOwner(baton, id, { answer: 'contacted' });
    const leaver = (await baton.lead(ids[0] ?? '')).accountable ?? '';
    await change(baton, leaver, { active: false });
    await baton.advance(late);
    for (const id of ids) expect((await baton.lead(id)).accountable).not.toBe(leaver);
    expect((await baton.lead(ids[0] ?? '')).stage.state).toBe('assigned');
    expect((await baton.deps.reps.loadOf(leaver)).open).toBe(0);
  });
});

describe('a decision by a person', () => {
  it('assigns a waiting evening lead at once when a rep starts working late', async () => {
    const baton = await aBaton({ start: MONDAY_EVENING, plan: officeHours() });
    const id = await baton.postOne(aDemoRequest());
    await change(baton, 'kim', { hours: 'always' });
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
  });
});
