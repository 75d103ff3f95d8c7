import { describe, expect, it } from 'vitest';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const TO_MANAGER = { left: { open: 'manager' } } as const;

async function deactivateRep(baton: VirtualBaton, id: string): Promise<void> {
  const rep = await baton.deps.reps.get(id);
  if (!rep) throw new Error(`no rep ${id}`);
  await changeRep({ ...rep, active: false, version: rep.version + 1 }, baton.now, baton.deps);
  await baton.settle();
}

/** Builds a team whose manager `mia` has this rep data, and a lead that its first rep holds. */
async function withManager(mia: Partial<Rep>) {
  const baton = await aBaton({ plan: TO_MANAGER, reps: [{ id: 'kim' }, { id: 'mia', teams: {}, ...mia }] });
  return { baton, id: await baton.postOne(aDemoRequest()) };
}

describe('the leads of a rep who has left', () => {
  it('go to the manager, who keeps them', async () => {
    const { baton, id } = await withManager({});
    await deactivateRep(baton, 'kim');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'mia', placedBy: 'person' });
    await expectInvariants(baton);
  });

  it.each([
    ['is at their cap', { cap: { open: 0 } }],
    ['has left too', { active: false }],
  ])('go back to the team when the manager %s', async (_, mia) => {
    const { baton, id } = await withManager(mia);
    await deactivateRep(baton, 'kim');
    expect((await baton.deps.reps.loadOf('mia')).open).toBe(0);
    expect((await baton.deps.reps.loadOf('kim')).open).toBe(0);
    expect(await baton.eventTypesOf(id)).toContain('LeadReleased');
    await expectInvariants(baton);
  });

  it('are all released although one of them cannot be', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }] });
    const ids = await postMany(baton, 3, (index) => aDemoRequest(`lead${index}`));
    const lead = await baton.lead(ids[1] ?? '');
    if (!lead.routing) throw new Error('the lead was not routed');
    baton.deps.world.leads.set(lead.id, { ...lead, routing: { ...lead.routing, plan: 99 } });
    await expect(deactivateRep(baton, 'kim')).rejects.toThrow('plan version 99');
    const held = (await baton.deps.reps.holdsOf('kim')).map(({ lead: id }) => id);
    expect(held).toEqual([lead.id]);
    const pending = await baton.deps.reps.pendingChanges(baton.now, 10);
    expect(pending).toContainEqual(expect.objectContaining({ rep: 'kim', version: 2 }));
  });

  it('keep seeking another owner where they were', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea', cap: { open: 0 } }] });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(1.6 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ owner: 'kim', seeking: expect.anything() });
    await deactivateRep(baton, 'kim');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', workItem: { team: 'sdr' } });
    expect((await answerAsOwner(baton, id, { answer: 'contacted' }, { person: 'kim' })).outcome).toBe('refused');
  });
});
