import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../shared/domain/assignment/assign.ts';
import { replayBatch } from '../../../shared/domain/explain/replay-batch.ts';
import type { Surge } from '../../../shared/domain/plan/surge.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { readTeam } from '../../../shared/use-cases/assignment/read-team.ts';
import { applySurge, changeSurge } from '../../../shared/use-cases/assignment/settle-surge.ts';
import { aBaton, aDemoRequest, answerAsOwner, postMany } from '../../scenarios/a-baton.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';

const SURGE: Surge = {
  from: { waiting: 3, fullPercent: 100 },
  until: { waiting: 1, fullPercent: 50 },
  capPercent: 150,
  backupAtOnce: false,
};

/** A team of two reps with a cap of four each, and a backup. */
async function aTeamWith(surge: Partial<Surge> = {}) {
  const teams = {
    ...aPlan().teams,
    sdr: aTeam({ cap: { open: 4 }, backup: 'ae', surge: { ...SURGE, ...surge } }),
  };
  const plan = { ...aPlan(), teams };
  const reps = [{ id: 'ann' }, { id: 'bob' }, { id: 'eva', teams: { ae: 1 } }];
  return { plan, baton: await aBaton({ plan, reps }) };
}

async function surgeOf(baton: VirtualBaton) {
  return (await baton.deps.leads.ledger('sdr')).ledger.surge;
}

async function eventsOf(baton: VirtualBaton, ids: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(ids.map((id) => baton.eventTypesOf(id)));
  return all.flat().filter((type) => type.startsWith('Surge'));
}

const post = (baton: VirtualBaton, count: number, name = 'lead') =>
  postMany(baton, count, (index) => aDemoRequest(`${name}${index}`));

describe('a peak of leads', () => {
  it('raises the caps once enough wait, and says so on one lead', async () => {
    const { plan, baton } = await aTeamWith();
    const ids = await post(baton, 14);
    const leads = await Promise.all(ids.map((id) => baton.lead(id)));
    expect(leads.filter(({ stage }) => stage.state === 'assigned')).toHaveLength(12);
    for (const rep of ['ann', 'bob']) expect((await baton.deps.reps.loadOf(rep)).open).toBe(6);
    expect(await eventsOf(baton, ids)).toEqual(['SurgeBegan']);
    expect(await surgeOf(baton)).toEqual({ since: expect.any(String) });

    const last = leads.findLast(({ stage }) => stage.state === 'assigned');
    const id = last?.stage.state === 'assigned' ? (last.stage.decision ?? '') : '';
    const decision = await baton.deps.leads.decision(id);
    expect(decision?.record.surge).toMatchObject({ capPercent: 150 });
    expect(decision && replayBatch(decision.record, plan)).toEqual({ outcome: 'equal' });
  });

  it('ends with a lead that comes once the peak is over; then the usual caps hold again', async () => {
    const { baton } = await aTeamWith();
    const ids = await post(baton, 12);
    for (const id of ids.slice(0, 10)) await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
    await baton.settle();
    await baton.advance(14 * 60);
    const early = await post(baton, 1, 'early');
    expect(await surgeOf(baton)).toBeDefined();
    await baton.advance(60);
    const later = await post(baton, 1, 'later');
    expect(await surgeOf(baton)).toBeUndefined();
    expect(await eventsOf(baton, [...ids, ...early, ...later])).toEqual(['SurgeBegan', 'SurgeEnded']);
    const more = await post(baton, 1, 'more');
    for (const rep of ['ann', 'bob']) expect((await baton.deps.reps.loadOf(rep)).open).toBeLessThanOrEqual(4);
    expect(await eventsOf(baton, more)).toEqual([]);
  });

  it('tells the manager of the team', async () => {
    const { baton } = await aTeamWith();
    await post(baton, 12);
    const told = baton.deps.notifier.received.filter(({ occasion }) => occasion === 'surge');
    expect(told.map(({ to }) => to)).toEqual(['mia']);
  });

  it('sends what nobody has room for to the backup at once, where the plan says so', async () => {
    const { baton } = await aTeamWith({ backupAtOnce: true, capPercent: 100 });
    const ids = await post(baton, 12);
    const owners = (await Promise.all(ids.map((id) => baton.lead(id)))).map(({ stage }) =>
      stage.state === 'assigned' ? stage.team : stage.state,
    );
    expect(owners.filter((team) => team === 'sdr')).toHaveLength(8);
    expect(owners.filter((team) => team === 'ae').length).toBeGreaterThan(0);
  });
});

it('leaves a team without a surge, a batch of an import list and an empty batch alone', async () => {
  const { baton } = await aTeamWith({ from: { waiting: 1 }, until: { waiting: 0 } });
  await post(baton, 20);
  const teamNow = await readTeam('sdr', baton.deps);
  if (!teamNow) throw new Error('no team');
  const { surge: _, ...calm } = teamNow.team;
  expect(applySurge(teamNow, undefined)).toHaveProperty('surge');
  expect(applySurge({ ...teamNow, team: calm }, undefined)).not.toHaveProperty('surge');
  expect(applySurge(teamNow, { id: 'expo' })).toBe(teamNow);
  const decided = decideBatch({ ...teamNow, batch: [], now: baton.now });
  expect(await changeSurge(teamNow, { leads: [], decided, now: baton.now }, baton.deps)).toBe(false);
});
