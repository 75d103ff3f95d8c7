import { describe, expect, it } from 'vitest';
import { UNITS_PER_LEAD } from '../../shared/domain/assignment/fairness/ledger.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR, postMany } from './a-baton.ts';
import { aListSource, importNames } from './a-list.ts';
import { expectInvariants } from './invariants.ts';

const REPS = [{ id: 'kim' }, { id: 'lea' }, { id: 'max' }];
/** A clock so long that nobody loses a lead to it. */
const PATIENT = { slas: [{ sla: 'rest', firstTouchSeconds: 300 * DAY, ladder: 'soft' }] };

async function countHeldByRep(baton: VirtualBaton, ids: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const id of ids) {
    const { stage } = await baton.lead(id);
    if (stage.state === 'assigned') counts[stage.owner] = (counts[stage.owner] ?? 0) + 1;
  }
  return counts;
}

describe('an import list', () => {
  it('is assigned at its pace: a fixed number to each rep per day in their zone; the others wait with a date and an owner', async () => {
    const baton = await aBaton({ reps: REPS, plan: PATIENT });
    const ids = await importNames(baton, 40);
    await baton.settle();
    expect(await countHeldByRep(baton, ids)).toEqual({ kim: 2, lea: 2, max: 2 });
    await baton.advance(6 * HOUR);
    expect(await countHeldByRep(baton, ids)).toEqual({ kim: 2, lea: 2, max: 2 });
    for (const id of ids)
      expect(await baton.lead(id)).toMatchObject({ dueAt: expect.any(String), accountable: expect.any(String) });
    await baton.advance(DAY);
    expect(await countHeldByRep(baton, ids)).toEqual({ kim: 4, lea: 4, max: 4 });
    await baton.advance(6 * DAY);
    expect(Object.values(await countHeldByRep(baton, ids)).reduce((sum, count) => sum + count, 0)).toBe(40);
    await expectInvariants(baton);
  });

  it('leaves reps their capacity: a lead of a list takes no slot and no part of the daily cap, but goes to nobody who is full', async () => {
    const teams = { ...aPlan().teams, sdr: aTeam({ cap: { open: 3, day: 3 } }) };
    const baton = await aBaton({ reps: [{ id: 'kim' }], plan: { ...PATIENT, teams } });
    const listed = await importNames(baton, 10, { source: aListSource({ pace: { perRepPerDay: 9 } }) });
    await baton.settle();
    expect(await countHeldByRep(baton, listed)).toEqual({ kim: 9 });
    const live = await postMany(baton, 3, (index) => aDemoRequest(`live${index}`));
    expect(await countHeldByRep(baton, live)).toEqual({ kim: 3 });
    await baton.advance(2 * DAY);
    expect(await countHeldByRep(baton, listed)).toEqual({ kim: 9 });
    await expectInvariants(baton);
  });

  it('has its own turns: both ledgers are exact, and neither lends to the other', async () => {
    const reps = [{ id: 'kim', teams: { sdr: 2 } }, { id: 'lea' }];
    const baton = await aBaton({ reps, plan: PATIENT });
    const source = aListSource({ pace: { perRepPerDay: 100 } });
    const listed = await importNames(baton, 30, { source });
    const live = await postMany(baton, 12, (index) => aDemoRequest(`live${index}`));
    await baton.settle();
    expect(await countHeldByRep(baton, listed)).toEqual({ kim: 20, lea: 10 });
    expect(await countHeldByRep(baton, live)).toEqual({ kim: 8, lea: 4 });
    const { ledger } = await baton.deps.leads.ledger('sdr');
    const received = (key: string) =>
      Object.values(ledger.entries[key] ?? {}).map((account) => account.received / UNITS_PER_LEAD);
    expect(Object.keys(ledger.entries).sort()).toEqual(['list:trade-show', 'warm']);
    expect(received('list:trade-show').sort()).toEqual([10, 20]);
    expect(received('warm').sort()).toEqual([4, 8]);
    await expectInvariants(baton);
  });

  it('gets a turn credited back in its own ledger, even for a rep who has left the list since', async () => {
    const baton = await aBaton({ reps: REPS, plan: PATIENT });
    const [id = ''] = await importNames(baton, 1);
    await baton.settle();
    await baton.post({ email: 'n0@show.example', touch: 'demo_request' });
    expect((await baton.lead(id)).importList).toBeUndefined();
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'spam' });
    await baton.postOne(aDemoRequest());
    const { ledger } = await baton.deps.leads.ledger('sdr');
    const adjusted = (key: string) =>
      Object.values(ledger.entries[key] ?? {}).filter((account) => account.adjusted !== 0);
    expect(adjusted('list:trade-show')).toHaveLength(3);
    expect(adjusted('warm')).toEqual([]);
    await expectInvariants(baton);
  });

  it('shares turns with all other leads if it has a pace only', async () => {
    const baton = await aBaton({ reps: REPS, plan: PATIENT });
    await importNames(baton, 6, { source: aListSource({ separateTurn: false }) });
    await baton.settle();
    expect(Object.keys((await baton.deps.leads.ledger('sdr')).ledger.entries)).toEqual(['warm']);
  });

  it('is never assigned all at once, even without a pace', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }], plan: PATIENT });
    const ids = await importNames(baton, 40, { source: aListSource({ pace: undefined }) });
    await baton.settle();
    expect(await countHeldByRep(baton, ids)).toEqual({ kim: 15 });
  });

  it('continues at the new pace after a change', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }], plan: PATIENT });
    const ids = await importNames(baton, 20);
    await baton.settle();
    await baton.deps.sources.save(aListSource({ version: 2, pace: { perRepPerDay: 7 } }));
    await baton.advance(DAY + HOUR);
    expect(await countHeldByRep(baton, ids)).toEqual({ kim: 9 });
  });

  it('releases people who show interest of their own: they are routed like anyone else, at once', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }], plan: PATIENT });
    const ids = await importNames(baton, 20, { source: aListSource({ touch: 'demo_request' }) });
    await baton.settle();
    const last = ids.at(-1) ?? '';
    expect((await baton.lead(last)).stage.state).toBe('waiting');
    await baton.post({ email: 'n19@show.example', touch: 'demo_request' });
    expect(await baton.eventTypesOf(last)).toContain('LeadReconsidered');
    const lead = await baton.lead(last);
    expect(lead.stage).toMatchObject({ state: 'assigned', owner: 'kim', weight: 1 });
    expect(lead.importList).toBeUndefined();
    await expectInvariants(baton);
  });

  it('does not absorb known people: a name on a list is a touchpoint of their lead, which stays where it is', async () => {
    const baton = await aBaton({ reps: REPS, plan: PATIENT });
    const id = await baton.postOne(aDemoRequest('ada'));
    const [merged] = await importNames(baton, 1, { name: () => ({ email: 'ada@north.example' }) });
    await baton.settle();
    expect(merged).toBe(id);
    expect((await baton.lead(id)).importList).toBeUndefined();
  });
});

describe.each([
  ['with everything on', {}],
  ['with the sweep alone', { events: false, doorbell: false, timers: false }],
])('three thousand names of a trade show, %s', (_, switches) => {
  it('delay no demo request', async () => {
    const teams = { ...aPlan().teams, sdr: aTeam({ cap: { open: 40, day: 12 } }) };
    const baton = await aBaton({ reps: REPS, switches, plan: { ...PATIENT, teams } });
    const names = await importNames(baton, 3000, { source: aListSource({ pace: { perRepPerDay: 15 } }) });
    await baton.settle();
    const id = await baton.postOne(aDemoRequest('eve'));
    // Immediate on the fast path; the sweep alone needs one run for routing and one for the assignment.
    if ('events' in switches) await baton.advance(3 * 60);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned' });
    expect(Object.values(await countHeldByRep(baton, names)).every((count) => count <= 15)).toBe(true);

    await baton.advance(2 * HOUR);
    const late = await baton.postOne(aDemoRequest('zoe'));
    if ('events' in switches) await baton.advance(3 * 60);
    expect((await baton.lead(late)).stage).toMatchObject({ state: 'assigned' });
    expect(baton.sweepResults.every(({ capped, mostOverdueSeconds }) => !capped && mostOverdueSeconds < 180)).toBe(
      true,
    );
    await expectInvariants(baton);
  });
});

describe('a lead far back in a list', () => {
  it('is found behind leads that nobody may take', async () => {
    const plan = aPlan();
    const [demo] = plan.layers[1]?.rules ?? [];
    if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
    const then = { ...demo.then, need: ['territory'] };
    const layers = [{ layer: 'only', rules: [{ ...demo, then }] }];
    const reps = [
      { id: 'kim', attributes: { territory: ['DE'] } },
      { id: 'lea', attributes: { territory: ['AT'] } },
    ];
    const baton = await aBaton({ reps, plan: { ...PATIENT, layers } });
    const name = (index: number) => ({ email: `n${index}@show.example`, country: index < 200 ? 'DE' : 'AT' });
    const ids = await importNames(baton, 210, { name });
    await baton.advance(5 * DAY);
    const { kim = 0, lea = 0 } = await countHeldByRep(baton, ids);
    expect(kim).toBeGreaterThan(0);
    expect(lea).toBeGreaterThan(0);
    await expectInvariants(baton);
  });
});
