import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { ACCEPT_BY, aHandedOffLead, notificationsOf, ownerOf, qualify, SDRS, TO_AE } from './handed-off-lead.ts';
import { expectInvariants } from './invariants.ts';

describe('a qualified lead', () => {
  it('goes to the next team on its clock, and both owners keep their credit', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', team: 'ae', sla: 'handoff', placedBy: 'system' });
    expect(lead).toMatchObject({ epoch: 2, credited: [{ rep: sdr, team: 'sdr' }], previousHolders: [sdr] });
    expect((await baton.deps.reps.loadOf(sdr)).open).toBe(0);
    if (lead.stage.state !== 'assigned') throw new Error('the lead is not assigned');
    const kinds = lead.stage.deadlines.map(({ kind }) => kind);
    expect(kinds).toEqual(['warn', 'breach', 'escalate', 'accept']);
    expect(lead.stage.deadlines.at(-1)?.at).toBe(addSeconds(lead.stage.assignedAt, ACCEPT_BY));
    await answerAsOwner(baton, id, { answer: 'converted', amount: 900 });
    const closed = await baton.lead(id);
    expect(closed.stage).toMatchObject({ outcome: 'converted', owner: lead.stage.owner });
    expect(closed.credited.map(({ rep }) => rep)).toEqual([sdr]);
    await expectInvariants(baton);
  });

  it('comes with a notification to its next owner, with its history and a link to accept it that nobody else gets', async () => {
    const { baton } = await aHandedOffLead();
    const [first, second] = notificationsOf(baton, 'assigned');
    expect(first?.links.accepted).toBeUndefined();
    expect(second?.links.accepted).toContain('accepted');
    expect(second?.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['FirstResponseMade', 'LeadHandedOff', 'LeadAssigned']),
    );
  });

  it('stays with its owner when no handoff rule matches, and when the owner is already in the next team', async () => {
    const bySdr = await aBaton();
    const id = await bySdr.postOne(aDemoRequest());
    await qualify(bySdr, id);
    expect((await bySdr.lead(id)).stage).toMatchObject({ state: 'working', isQualified: true });

    const { baton, id: handed } = await aHandedOffLead();
    await qualify(baton, handed);
    expect((await baton.lead(handed)).stage).toMatchObject({ state: 'working', team: 'ae', isQualified: true });
    expect((await baton.lead(handed)).handoff?.state).toBe('accepted');
  });

  it('is handed off by the first row that matches', async () => {
    const { baton, id } = await aHandedOffLead({
      plan: {
        teams: { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk' }) },
        handoff: [
          { ...TO_AE, when: { kind: 'field', field: 'band', test: { op: 'in', values: ['none-has-it'] } } },
          { ...TO_AE, to: 'desk' },
        ],
      },
      reps: [...SDRS, { id: 'dot', teams: { desk: 1 } }],
    });
    expect(await ownerOf(baton, id)).toBe('dot');
  });

  it('waits in the next team while it is full, most urgent first, and then falls back', async () => {
    const full = { id: 'ae', manager: 'ana', cap: { open: 1 } };
    const { baton, id } = await aHandedOffLead({
      reps: [...SDRS, { id: 'abe', teams: { ae: 1 } }],
      plan: { teams: { sdr: aTeam(), ae: aTeam(full) } },
    });
    expect(await ownerOf(baton, id)).toBe('abe');
    const second = await baton.postOne(aDemoRequest('bo'));
    await answerAsOwner(baton, second, { answer: 'contacted' });
    await qualify(baton, second);
    expect((await baton.lead(second)).stage).toMatchObject({
      state: 'waiting',
      because: 'all_full',
      accountable: 'ana',
    });
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'converted' });
    await baton.settle();
    expect(await ownerOf(baton, second)).toBe('abe');
    const third = await baton.postOne(aDemoRequest('cy'));
    await answerAsOwner(baton, third, { answer: 'contacted' });
    await qualify(baton, third);
    await baton.advance(5 * HOUR);
    expect((await baton.lead(third)).stage).toMatchObject({ state: 'waiting', queue: 'catch-all' });
    await expectInvariants(baton);
  });

  it('falls back to the team named for it when nobody in the next team has what it needs', async () => {
    const { baton, id } = await aHandedOffLead({
      rule: { need: ['country'], otherwise: { kind: 'team', id: 'desk' } },
      plan: { teams: { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk' }) } },
      reps: [
        ...SDRS,
        { id: 'abe', teams: { ae: 1 }, attributes: { country: ['FR'] } },
        { id: 'dot', teams: { desk: 1 } },
      ],
      form: { country: 'DE' },
    });
    expect(await ownerOf(baton, id)).toBe('dot');
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'sdr' });
  });
});
