import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RuleAction } from '../../shared/domain/plan/rule.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const MONDAY_EVENING = '2026-11-23T18:00:00.000Z';
const ways = [
  ['with everything on', {}],
  ['with the sweep alone', { events: false, doorbell: false, timers: false }],
] as const;

/** The plan with changes to its team `sdr` and to the rule that sends demo requests there. */
function aPlanWith(
  sdr: Parameters<typeof aTeam>[0],
  rule: Partial<Extract<RuleAction, { kind: 'assign' }>> = {},
): Partial<Plan> {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const rules = [{ ...demo, then: { ...demo.then, ...rule } }];
  return { teams: { ...plan.teams, sdr: aTeam(sdr) }, layers: [{ layer: 'only', rules }] };
}

describe.each(ways)('a lead that no rep takes, %s', (_, switches) => {
  it('does not loop when the team to wake is the closed one itself', async () => {
    const plan = aPlanWith({ hours: 'office' }, { closed: { kind: 'wake', teams: ['sdr'], withinSeconds: 900 } });
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan, reps: [{ id: 'kim' }] });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(HOUR);
    expect(await baton.eventTypesOf(id)).not.toContain('LeadFellBack');
    expect((await baton.lead(id)).stage).toMatchObject({ place: 'team', because: 'all_closed' });
  });

  it('is taken from an owner who never responded, although all others are full', async () => {
    const baton = await aBaton({
      switches,
      plan: aPlanWith({ cap: { open: 1 } }),
      reps: [{ id: 'kim' }, { id: 'lea' }],
    });
    const ids = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(180);
    await answerAsOwner(baton, ids[0] ?? '', { answer: 'contacted' });
    await baton.advance(2 * HOUR);
    expect((await baton.lead(ids[1] ?? '')).stage.state).toBe('assigned');
    await baton.advance(2 * HOUR);
    expect(await baton.lead(ids[1] ?? '')).toMatchObject({
      stage: { place: 'queue', because: 'all_full' },
      accountable: 'dana',
      reassignments: 0,
      nurtureCounts: {},
      contacts: [],
      credited: [],
      guessedFields: [],
      externalIds: [],
    });
    await expectInvariants(baton);
  });

  it('has its time in a full team counted from opening time, not through the night', async () => {
    const plan = aPlanWith({ hours: 'office', cap: { open: 1 } });
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan, reps: [{ id: 'kim' }] });
    const ids = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(14 * HOUR + 600);
    const states = await Promise.all(ids.map(async (id) => (await baton.lead(id)).stage));
    expect(states).toMatchObject([{ state: 'assigned' }, { place: 'team', because: 'all_full' }]);
    await baton.advance(HOUR);
    expect((await baton.lead(ids[1] ?? '')).stage).toMatchObject({ place: 'queue', because: 'all_full' });
  });

  it('does not wait half a year for a rep on leave while others are at work but full', async () => {
    const away = [{ from: MONDAY, until: addSeconds(MONDAY, 180 * DAY) }];
    const reps = [{ id: 'kim' }, { id: 'lea', leaves: away }];
    const baton = await aBaton({ switches, plan: aPlanWith({ cap: { open: 1 } }), reps });
    const ids = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(180);
    await answerAsOwner(baton, ids[0] ?? '', { answer: 'contacted' });
    await baton.advance(2 * HOUR);
    expect((await baton.lead(ids[1] ?? '')).stage).toMatchObject({ place: 'queue' });
  });
});

describe('a lead that its owner gave up', () => {
  it('goes to the next team of its route before it goes to a previous holder', async () => {
    const plan = aPlanWith({}, { otherwise: { kind: 'team', id: 'ae' } });
    const baton = await aBaton({ plan, reps: [{ id: 'kim' }, { id: 'ana', teams: { ae: 1 } }] });
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'ana', team: 'ae' });
    await expectInvariants(baton);
  });

  it('continues from the team in which another owner was already being sought', async () => {
    const plan = aPlanWith({}, { otherwise: { kind: 'team', id: 'ae' } });
    const reps = [{ id: 'kim' }, { id: 'ana', teams: { ae: 1 }, cap: { open: 0 } }];
    const baton = await aBaton({ plan, reps });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(1.75 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({
      state: 'assigned',
      owner: 'kim',
      seeking: { workItem: { team: 'ae' } },
    });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', workItem: { team: 'ae' } });
    await expectInvariants(baton);
  });

  it('goes to a person, not back to who refused it, when no other team is left', async () => {
    const plan = aPlanWith({}, { otherwise: { kind: 'team', id: 'ae' } });
    const baton = await aBaton({ plan, reps: [{ id: 'ana', teams: { sdr: 1, ae: 1 } }] });
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'queue', accountable: 'dana' });
  });
});
