import { describe, expect, it } from 'vitest';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR, postMany } from './a-baton.ts';

const REPS = ['ann', 'bob', 'cem', 'dia', 'eli'].map((id) => ({ id }));
const aCrowdedTeam = { ...aPlan(), teams: { ...aPlan().teams, sdr: aTeam({ cap: { open: 30 } }) } };

describe('more leads than slots', () => {
  it('fills 150 slots evenly, keeps 50 waiting with an owner and a date, and drains them as slots are freed', async () => {
    const baton = await aBaton({ plan: aCrowdedTeam, reps: REPS });
    const ids = await postMany(baton, 200, (index) => aDemoRequest(`lead${index}`));
    const leads = await Promise.all(ids.map((id) => baton.lead(id)));
    const owned = leads.filter(({ stage }) => stage.state === 'assigned');
    const waiting = leads.filter(({ stage }) => stage.state === 'waiting');
    expect(owned).toHaveLength(150);
    expect(waiting).toHaveLength(50);
    for (const lead of waiting) expect(lead).toMatchObject({ accountable: 'mia', dueAt: expect.any(String) });
    for (const { id } of REPS) expect((await baton.deps.reps.loadOf(id)).open).toBe(30);

    for (const lead of owned.slice(0, 50))
      await answerAsOwner(baton, lead.id, { answer: 'disqualified', reason: 'no_need' });
    await baton.settle();
    const after = await Promise.all(waiting.map(({ id }) => baton.lead(id)));
    expect(after.map(({ stage }) => stage.state)).toEqual(after.map(() => 'assigned'));
  });

  it('fills a freed slot a minute late when only the sweep runs', async () => {
    const slas = [{ sla: 'rest', firstTouchSeconds: 30 * 24 * HOUR, ladder: 'soft' }];
    const baton = await aBaton({
      plan: { ...aCrowdedTeam, slas },
      switches: { events: false, doorbell: false, timers: false },
      reps: [{ id: 'ann', cap: { open: 1 } }],
    });
    const [held, waiting] = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(5 * HOUR);
    await answerAsOwner(baton, held ?? '', { answer: 'disqualified', reason: 'no_need' });
    await baton.advance(61);
    expect((await baton.lead(waiting ?? '')).stage).toMatchObject({ state: 'assigned', owner: 'ann' });
  });

  it('fills freed slots by priority, then by age', async () => {
    const baton = await aBaton({ plan: byPriority(), reps: [{ id: 'ann' }] });
    const [first] = await postMany(baton, 1, () => aDemoRequest('first'));
    const cold = await postMany(baton, 1000, (index) => aDemoRequest(`cold${index}`));
    const [hot] = await postMany(baton, 1, () => aDemoRequest('hot', { employees: '1000+' }));
    await answerAsOwner(baton, first ?? '', { answer: 'disqualified', reason: 'no_need' });
    await baton.settle();
    expect((await baton.lead(hot ?? '')).stage.state).toBe('assigned');
    await answerAsOwner(baton, hot ?? '', { answer: 'disqualified', reason: 'no_need' });
    await baton.settle();
    const assigned = (await Promise.all(cold.map((id) => baton.lead(id)))).filter(
      ({ stage }) => stage.state === 'assigned',
    );
    expect(assigned.map(({ id }) => id)).toEqual([cold[0]]);
  });

  it('sends the leads of a team without reps to the catch-all queue at once', async () => {
    const baton = await aBaton({ reps: [] });
    const id = await baton.postOne(aDemoRequest());
    expect((await baton.lead(id)).stage).toMatchObject({ place: 'queue', because: 'nobody_ever', accountable: 'dana' });
  });

  it('moves a lead to the catch-all queue when a full team has had it too long', async () => {
    const baton = await aBaton({
      plan: { teams: { ...aPlan().teams, sdr: aTeam({ cap: { open: 1 } }) } },
      reps: [{ id: 'ann' }],
    });
    const [held, late] = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    await answerAsOwner(baton, held ?? '', { answer: 'contacted' });
    await baton.advance(2 * HOUR);
    expect((await baton.lead(late ?? '')).stage).toMatchObject({
      state: 'waiting',
      place: 'queue',
      because: 'all_full',
      accountable: 'dana',
    });
  });

  it('assigns waiting leads as soon as a cap is raised', async () => {
    const baton = await aBaton({ reps: [{ id: 'ann', cap: { open: 1 } }] });
    const [, second] = await postMany(baton, 2, (index) => aDemoRequest(`lead${index}`));
    expect((await baton.lead(second ?? '')).stage.state).toBe('waiting');
    const ann = await baton.deps.reps.get('ann');
    if (!ann) throw new Error('no rep ann');
    await changeRep({ ...ann, cap: { open: 2 }, version: ann.version + 1 }, baton.now, baton.deps);
    await baton.settle();
    expect((await baton.lead(second ?? '')).stage).toMatchObject({ state: 'assigned', owner: 'ann' });
  });
});

/** Leads of large companies are urgent, the others have low priority. */
function byPriority() {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const large = { kind: 'field', field: 'employees', test: { op: 'in', values: ['1000+'] } } as const;
  const rules = [
    { rule: 'large', when: large, then: { ...demo.then, priority: 'urgent' as const } },
    { ...demo, then: { ...demo.then, priority: 'low' as const } },
  ];
  return { teams: { ...plan.teams, sdr: aTeam({ cap: { open: 1 } }) }, layers: [{ layer: 'only', rules }] };
}
