import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aTeam } from '../support/builders/plan.ts';
import { answerAsOwner, HOUR } from './a-baton.ts';
import { ACCEPT_BY, AES, aHandedOffLead, assignAsPerson, lastEvents, ownerOf, qualify } from './handed-off-lead.ts';

describe('a lead that was handed off', () => {
  it('only sends notifications when a person assigned it to its owner', async () => {
    const { baton, id } = await aHandedOffLead();
    const lead = await baton.lead(id);
    const other = (await ownerOf(baton, id)) === 'abe' ? 'bea' : 'abe';
    const placed = { leadId: id, epoch: lead.epoch, rep: other, overCap: false, by: 'ana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    await baton.advance(ACCEPT_BY + HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: other });
    expect(await baton.eventTypesOf(id)).not.toContain('HandoffReturned');
    expect(await lastEvents(baton, id, 1)).toEqual(['LeadEscalated']);
  });

  it('ends once a person gives the lead back to the rep who handed it off, who may hand it off again', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const { epoch } = await baton.lead(id);
    const placed = { leadId: id, epoch, rep: sdr, overCap: false, by: 'ana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: sdr, sla: 'demo' });
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ team: 'ae' });
  });

  it('is no longer in a handoff after nurture: a rep whom a person then assigns it to may hand it off again', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(MONDAY, 30 * 24 * HOUR) });
    expect((await baton.lead(id)).handoff?.state).toBe('over');
    await assignAsPerson(baton, id, 'lea');
    const { stage } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'assigned', owner: 'lea', sla: 'demo' });
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
  });

  it.each(['kim', 'lea'])(
    'is no longer in a handoff once a person gives it back to %s of the team it came from',
    async (rep) => {
      const { baton, id } = await aHandedOffLead();
      await assignAsPerson(baton, id, rep);
      const lead = await baton.lead(id);
      expect(lead).toMatchObject({ stage: { owner: rep, sla: 'demo' }, handoff: { state: 'over', returns: 1 } });
      expect(await answerAsOwner(baton, id, { answer: 'accepted' })).toMatchObject({ because: 'not_handed_off' });
      await qualify(baton, id);
      expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
    },
  );

  it('is no longer in a handoff once its new owner has left and their manager, who handed it off, has it', async () => {
    const sdr = aTeam({ id: 'sdr' });
    const { baton, id } = await aHandedOffLead({
      plan: { teams: { sdr, ae: aTeam({ id: 'ae', manager: 'kim' }) }, left: { open: 'manager' } },
      reps: [{ id: 'kim' }, ...AES],
    });
    const rep = await baton.deps.reps.get(await ownerOf(baton, id));
    if (!rep) throw new Error('rep not found');
    await changeRep({ ...rep, active: false, version: rep.version + 1 }, baton.now, baton.deps);
    const lead = await baton.lead(id);
    expect(lead).toMatchObject({ stage: { owner: 'kim', team: 'ae', sla: 'demo' }, handoff: { state: 'over' } });
  });
});
