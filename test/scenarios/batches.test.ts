import { describe, expect, it } from 'vitest';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { rejectLeads } from '../support/fault-injection.ts';
import { aBaton, aDemoRequest, answerAsOwner, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

/** Leads that wait in the team queue because the doorbell is off. */
async function aQueueOfLeads(count: number, reps = [{ id: 'kim' }]) {
  const baton = await aBaton({ switches: { doorbell: false, sweep: false, timers: false }, reps });
  return { baton, ids: await postMany(baton, count, (index) => aDemoRequest(`lead${index}`)) };
}

describe('a batch', () => {
  it('assigns two leads to one rep in one transaction', async () => {
    const { baton, ids } = await aQueueOfLeads(2);
    expect(await assignTeam('sdr', baton.now, baton.deps)).toMatchObject({ assigned: 2 });
    expect((await baton.deps.reps.loadOf('kim')).open).toBe(2);
    const decisions = await Promise.all(ids.map(async (id) => (await baton.lead(id)).stage));
    expect(new Set(decisions.map((stage) => (stage.state === 'assigned' ? stage.decision : undefined))).size).toBe(1);
    await expectInvariants(baton);
  });

  it('assigns a lead once even if it is in a page twice', async () => {
    const { baton, ids } = await aQueueOfLeads(1);
    const { leads } = baton.deps;
    const queue: typeof leads.queue = async (team, options) => {
      const page = await leads.queue(team, options);
      return { ...page, items: [...page.items, ...page.items] };
    };
    const doubled = replaceMethods(leads, { queue });
    expect(await assignTeam('sdr', baton.now, { ...baton.deps, leads: doubled })).toMatchObject({ assigned: 1 });
    expect((await baton.lead(ids[0] ?? '')).epoch).toBe(1);
    await expectInvariants(baton);
  });

  it('sets one bad lead aside and assigns the others', async () => {
    const { baton, ids } = await aQueueOfLeads(5);
    const bad = new Set([ids[2] ?? '']);
    const deps = { ...baton.deps, leads: rejectLeads(baton.deps.leads, bad) };
    expect(await assignTeam('sdr', baton.now, deps)).toMatchObject({ rejected: 1 });
    for (const id of ids) expect((await baton.lead(id)).stage.state).toBe(bad.has(id) ? 'waiting' : 'assigned');
    await expectInvariants(baton);
  });

  it('sends a lead whose assignment the store refuses to a human', async () => {
    const { baton, ids } = await aQueueOfLeads(3);
    const { leads } = baton.deps;
    const commit: typeof leads.commit = async (change) =>
      change.transitions.some(({ event }) => event.type === 'LeadAssigned' && event.lead === ids[1])
        ? { outcome: 'invalid' }
        : leads.commit(change);
    const deps = { ...baton.deps, leads: replaceMethods(leads, { commit }) };
    expect(await assignTeam('sdr', baton.now, deps)).toEqual({ assigned: 2, deferred: 0, rejected: 1 });
    expect((await baton.lead(ids[1] ?? '')).stage).toMatchObject({ place: 'queue', because: 'refused_by_store' });
    await expectInvariants(baton);
  });

  it('assigns the others when the decision about one lead fails', async () => {
    const { baton, ids } = await aQueueOfLeads(3);
    const pinned = baton.deps.world.leads.get(ids[1] ?? '');
    if (!pinned?.routing) throw new Error('the lead was not routed');
    baton.deps.world.leads.set(pinned.id, { ...pinned, routing: { ...pinned.routing, plan: 99 } });
    const done = await assignTeam('sdr', baton.now, baton.deps);
    expect(done).toEqual({ assigned: 2, deferred: 0, rejected: 1 });
  });

  it('decides again when one of its leads gets a touchpoint in the meantime', async () => {
    const { baton, ids } = await aQueueOfLeads(3, [{ id: 'kim' }, { id: 'lea' }]);
    const { leads } = baton.deps;
    let touched = false;
    const commit: typeof leads.commit = async (change) => {
      if (!touched) {
        touched = true;
        await assignManually(
          { leadId: ids[1] ?? '', epoch: 0, rep: 'lea', overCap: false, by: 'mia', now: baton.now },
          baton.deps,
        );
      }
      return leads.commit(change);
    };
    const meanwhile = replaceMethods(leads, { commit });
    expect(await assignTeam('sdr', baton.now, { ...baton.deps, leads: meanwhile })).toMatchObject({ assigned: 2 });
    expect((await baton.lead(ids[1] ?? '')).stage).toMatchObject({ owner: 'lea', placedBy: 'person' });
    await expectInvariants(baton);
  });

  it('never exceeds a cap when two writers drain the same team at once', async () => {
    const baton = await aBaton({
      switches: { doorbell: false, sweep: false, timers: false },
      reps: [
        { id: 'kim', cap: { open: 7 } },
        { id: 'lea', cap: { open: 6 } },
      ],
    });
    await postMany(baton, 30, (index) => aDemoRequest(`lead${index}`));
    await Promise.all(Array.from({ length: 6 }, () => assignTeam('sdr', baton.now, baton.deps)));
    expect((await baton.deps.reps.loadOf('kim')).open).toBe(7);
    expect((await baton.deps.reps.loadOf('lea')).open).toBe(6);
    await expectInvariants(baton);
  });

  it('books a turn that is credited back, once', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const rep = (await baton.lead(id)).accountable ?? '';
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'spam' });
    await baton.settle();
    await baton.postOne(aDemoRequest('ben'));
    const { ledger, owed } = await baton.deps.leads.ledger('sdr');
    expect(owed).toEqual([]);
    expect(Object.values(ledger.entries)[0]?.[rep]?.adjusted).toBeGreaterThan(0);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'closed', outcome: 'disqualified', reason: 'spam' });
    await expectInvariants(baton);
  });
});
