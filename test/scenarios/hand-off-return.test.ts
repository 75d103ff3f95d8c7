import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aTeam } from '../support/builders/plan.ts';
import { aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { ACCEPT_BY, AES, aHandedOffLead, notificationsOf, ownerOf, qualify, SDRS } from './handed-off-lead.ts';
import { expectInvariants } from './invariants.ts';

describe('a lead that was handed off', () => {
  it('goes back to the rep who qualified it when it is declined, without a turn, and they are notified of the reason', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const turns = (await baton.deps.leads.ledger('sdr')).ledger;
    await answerAsOwner(baton, id, { answer: 'declined', reason: 'too_small' });
    await baton.settle();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', owner: sdr, team: 'sdr', sla: 'demo' });
    expect((await baton.deps.leads.ledger('sdr')).ledger).toEqual(turns);
    const events = await baton.deps.leads.timeline(id);
    expect(events.find(({ type }) => type === 'HandoffReturned')).toMatchObject({
      actor: { kind: 'person' },
      data: { team: 'sdr', to: sdr, because: 'too_small' },
    });
    expect(notificationsOf(baton, 'returned').map(({ to }) => to)).toEqual([sdr]);
    await expectInvariants(baton);
  });

  it.each([
    ['with everything on', {}],
    ['with timers off', { timers: false }],
    ['with the sweep alone', { events: false, doorbell: false, timers: false }],
  ])('goes back when nobody accepts it in time, and not from one rep to the next, %s', async (_, switches) => {
    const { baton, id, sdr } = await aHandedOffLead({ switches });
    await baton.advance(ACCEPT_BY + 300);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', owner: sdr });
    expect(lead.reassignments).toBe(0);
    const events = await baton.deps.leads.timeline(id);
    const back = events.filter(({ type }) => type === 'HandoffReturned');
    expect(back).toMatchObject([{ data: { because: 'not_accepted', to: sdr }, actor: { kind: 'system' } }]);
    await expectInvariants(baton);
  });

  it.each([
    ['has left', { active: false }],
    ['is on leave', { leaves: [{ from: MONDAY, until: addSeconds(MONDAY, 30 * 24 * HOUR) }] }],
  ])('goes to the team of the rep who qualified it when that rep %s', async (_, change) => {
    const { baton, id, sdr } = await aHandedOffLead();
    const rep = await baton.deps.reps.get(sdr);
    if (!rep) throw new Error('rep not found');
    await changeRep({ ...rep, ...change, version: rep.version + 1 }, baton.now, baton.deps);
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', team: 'sdr' });
    expect(await ownerOf(baton, id)).not.toBe(sdr);
    expect(await baton.eventTypesOf(id)).not.toContain('LeadFellBack');
    await expectInvariants(baton);
  });

  it('waits for the rep who qualified it no longer than the time for a first response, and never exceeds their cap', async () => {
    const { baton, id, sdr } = await aHandedOffLead({
      plan: { teams: { sdr: aTeam({ cap: { open: 1 } }), ae: aTeam({ id: 'ae' }) } },
    });
    const others = [await baton.postOne(aDemoRequest('bo')), await baton.postOne(aDemoRequest('cy'))];
    for (const other of others) await answerAsOwner(baton, other, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'all_full' });
    expect((await baton.deps.reps.loadOf(sdr)).open).toBe(1);
    await baton.advance(3 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', queue: 'catch-all' });
    await expectInvariants(baton);
  });

  it('goes elsewhere after the maximum number of returns, and is not handed off again', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({
      state: 'waiting',
      queue: 'catch-all',
      because: 'handoff_limit',
    });
    const lead = await baton.lead(id);
    const placed = { leadId: id, epoch: lead.epoch, rep: 'kim', overCap: false, by: 'dana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    await baton.settle();
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', owner: 'kim', isQualified: true });
    await expectInvariants(baton);
  });

  it('goes to the team that is named for leads returned too often', async () => {
    const teams = { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk', manager: 'ana' }) };
    const { baton, id } = await aHandedOffLead({
      rule: { times: 1, otherwise: { kind: 'team', id: 'desk' } },
      plan: { teams },
      reps: [...SDRS, ...AES, { id: 'dot', teams: { desk: 1 } }],
    });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    const { stage } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'assigned', owner: 'dot', sla: 'demo' });
    expect(await baton.eventTypesOf(id)).toContain('LeadReleased');
    await expectInvariants(baton);
  });

  it('credits a declined turn back as the plan says', async () => {
    const answers = {
      cannotTake: { charge: 'give_back' },
      wrongForMe: { ask: ['spam'], credit: 'keep' },
      hastySeconds: 30,
    } as const;
    const { baton, id } = await aHandedOffLead({ plan: { answers } });
    await answerAsOwner(baton, id, { answer: 'declined' });
    expect((await baton.deps.leads.ledger('ae')).owed).toMatchObject([
      { kind: 'give_back', reason: 'declined', lead: id },
    ]);
  });

  it('is routed again when its next owner reports a misroute, which counts as a return', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'segment' });
    await baton.settle();
    expect((await baton.lead(id)).handoff).toMatchObject({ state: 'over', returns: 1 });
  });
});
