import { describe, expect, it } from 'vitest';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

describe('a turn that is no longer owed to anybody', () => {
  it('is dropped by a team without turns, and the team continues', async () => {
    const baton = await aBaton({ plan: { teams: { ...aPlan().teams, sdr: aTeam({ turn: 'least_loaded' }) } } });
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'spam' });
    await baton.settle();
    const next = await baton.postOne(aDemoRequest('ben'));
    expect((await baton.lead(next)).stage.state).toBe('assigned');
    expect((await baton.deps.leads.ledger('sdr')).owed).toEqual([]);
    await expectInvariants(baton);
  });

  it('is dropped when the rep has left the team and no lead waits', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const owner = await baton.deps.reps.get((await baton.lead(id)).accountable ?? '');
    if (!owner) throw new Error('the lead has no owner');
    await changeRep({ ...owner, teams: { ae: 1 }, version: owner.version + 1 }, baton.now, baton.deps);
    await baton.postOne(aDemoRequest('ben'));
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'spam' });
    await assignTeam('sdr', baton.now, baton.deps);
    expect((await baton.deps.leads.ledger('sdr')).owed).toEqual([]);
    await expectInvariants(baton);
  });
});
