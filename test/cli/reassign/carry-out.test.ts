import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMove, type MoveResult, undoMove } from '../../../cli/reassign/carry-out.ts';
import { planMoves } from '../../../cli/reassign/make-plan.ts';
import type { Move } from '../../../cli/reassign/move-plan.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { anOffice, LEADS } from './office.ts';

const REQUEST = { where: [], reason: 'territory_changed', environment: 'local', now: MONDAY };

async function aPlannedOffice() {
  const office = await anOffice();
  const { plan } = await planMoves({ ...REQUEST, from: 'kim', toTeam: 'sdr' }, office.api);
  const mover = { api: office.api, reason: plan.reason, overCap: false, retryDelayMilliseconds: 1 };
  const runAll = async (step: typeof applyMove, moves: readonly Move[] = plan.moves): Promise<string[]> => {
    const outcomes: string[] = [];
    for (const move of moves) outcomes.push((await step(move, mover)).outcome);
    return outcomes;
  };
  const owners = () => Promise.all(LEADS.map(office.ownerOf));
  return { ...office, plan, mover, runAll, owners };
}

describe('moves', () => {
  it('are made as a person makes them, with the reason on the timeline', async () => {
    const { plan, runAll, owners, deps } = await aPlannedOffice();
    expect(await runAll(applyMove)).toEqual(['moved', 'moved', 'moved', 'moved']);
    expect(await owners()).toEqual(plan.moves.toSorted((a, b) => (a.lead < b.lead ? -1 : 1)).map(({ to }) => to));
    const events = await deps.leads.timeline('lead_1');
    expect(events.at(-1)).toMatchObject({
      type: 'LeadAssigned',
      data: { placedBy: 'person', because: 'territory_changed', previous: 'kim' },
    });
  });

  it('are made once, however often the file is applied', async () => {
    const { runAll, owners, api } = await aPlannedOffice();
    await runAll(applyMove);
    const [after, calls] = [await owners(), api.changes];
    expect(await runAll(applyMove)).toEqual(['moved_before', 'moved_before', 'moved_before', 'moved_before']);
    expect([await owners(), api.changes]).toEqual([after, calls]);
  });

  it('leave a lead alone that moved on since the plan was made', async () => {
    const { plan, mover, ownerOf } = await aPlannedOffice();
    const [move] = plan.moves;
    if (!move) throw new Error('no move');
    const other = move.to === 'lea' ? 'max' : 'lea';
    await applyMove({ ...move, to: other }, mover);
    expect(await applyMove(move, mover)).toEqual({ outcome: 'moved_on', owner: other });
    expect(await undoMove(move, mover)).toEqual({ outcome: 'moved_on', owner: other });
    expect(await ownerOf(move.lead)).toBe(other);
  });

  it('are taken back once, and not made again by the same file', async () => {
    const { runAll, owners } = await aPlannedOffice();
    await runAll(applyMove);
    expect(await runAll(undoMove)).toEqual(['moved', 'moved', 'moved', 'moved']);
    expect(await owners()).toEqual(['kim', 'kim', 'kim', 'kim']);
    expect(await runAll(undoMove)).toEqual(['moved_before', 'moved_before', 'moved_before', 'moved_before']);
    expect(await runAll(applyMove)).toEqual(['moved_on', 'moved_on', 'moved_on', 'moved_on']);
  });

  it('end in the same place wherever a run breaks off, and from there go back to where they began', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.nat(4), async (applied, undone) => {
        const { plan, runAll, owners } = await aPlannedOffice();
        await runAll(applyMove, plan.moves.slice(0, applied));
        await runAll(applyMove);
        const byLead = new Map(plan.moves.map(({ lead, to }) => [lead, to]));
        expect(await owners()).toEqual(LEADS.map((lead) => byLead.get(lead)));
        await runAll(undoMove, plan.moves.slice(0, undone));
        await runAll(undoMove);
        expect(await owners()).toEqual(['kim', 'kim', 'kim', 'kim']);
      }),
      { numRuns: 15 },
    );
  });

  it('are refused with the reason: a rep who has left', async () => {
    const { plan, mover } = await aPlannedOffice();
    const [move] = plan.moves;
    if (!move) throw new Error('no move');
    const result: MoveResult = await applyMove({ ...move, to: 'pia' }, mover);
    expect(result).toMatchObject({ outcome: 'refused', why: expect.stringContaining('left') });
  });

  it('cannot put a lead back that nobody had', async () => {
    const { plan, mover, ownerOf } = await aPlannedOffice();
    const [move] = plan.moves;
    if (!move) throw new Error('no move');
    const { from: _, ...unowned } = move;
    await applyMove(unowned, mover);
    expect(await undoMove(unowned, mover)).toEqual({ outcome: 'no_owner_before', owner: move.to });
    expect(await ownerOf(move.lead)).toBe(move.to);
  });

  it('are tried again when the service was down, and found done if the lost try had worked', async () => {
    const { plan, mover, api, ownerOf } = await aPlannedOffice();
    const [move] = plan.moves;
    if (!move) throw new Error('no move');
    let losses = 2;
    const losing: typeof api.call = async (method, path, options) => {
      const answer = await api.call(method, path, options);
      losses -= 1;
      if (losses >= 0) throw new TypeError('fetch failed');
      return answer;
    };
    const result = await applyMove(move, { ...mover, api: { ...api, call: losing } });
    expect(result).toEqual({ outcome: 'moved' });
    losses = 0;
    let isLost = false;
    const losesOneChange: typeof api.call = async (method, path, options) => {
      const answer = await api.call(method, path, options);
      if (method === 'PUT' && !isLost) {
        isLost = true;
        throw new TypeError('fetch failed');
      }
      return answer;
    };
    const [, second] = plan.moves;
    if (!second) throw new Error('no second move');
    expect(await applyMove(second, { ...mover, api: { ...api, call: losesOneChange } })).toEqual({ outcome: 'moved' });
    expect(await ownerOf(second.lead)).toBe(second.to);
  });
});
