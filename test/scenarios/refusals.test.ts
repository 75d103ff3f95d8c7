import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const DECLINED = { answer: 'declined' } as const;
const MISROUTED = { answer: 'misrouted', reason: 'territory' } as const;
type Refusal = typeof DECLINED | typeof MISROUTED;

const team = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `rep${index}` }));

/** A plan that gives turns back after a refusal, or keeps them charged, and allows this many refusals. */
function aPlanOf(credit: 'give_back' | 'keep', refuse = 3) {
  const { answers, limits } = aPlan();
  const cannotTake = { ...answers.cannotTake, charge: credit };
  const wrongForMe = { ...answers.wrongForMe, credit: credit === 'keep' ? ('keep' as const) : credit };
  return { answers: { ...answers, cannotTake, wrongForMe }, limits: { ...limits, refuse } };
}

/** Lets each owner of a lead refuse it, until nobody owns it, and returns the owners in order. */
async function refuseAll(baton: VirtualBaton, id: string, refusals: readonly [Refusal, ...Refusal[]]) {
  const owners: string[] = [];
  for (let turn = 0; turn < 50; turn += 1) {
    await baton.settle();
    const { stage } = await baton.lead(id);
    if (stage.state !== 'assigned') return owners;
    owners.push(stage.owner);
    await answerAsOwner(baton, id, refusals[turn % refusals.length] ?? refusals[0]);
  }
  return owners;
}

/** Expects the lead to be in the catch-all queue, and its owner to have been told. */
async function expectWithPlanOwner(baton: VirtualBaton, id: string) {
  const { stage } = await baton.lead(id);
  expect(stage).toMatchObject({ state: 'waiting', place: 'queue', queue: 'catch-all', accountable: 'dana' });
  const told = baton.deps.notifier.received.filter(({ to, lead }) => to === 'dana' && lead.id === id);
  expect(told.map(({ occasion }) => occasion)).toContain('queued');
}

describe.each([
  ['declined', DECLINED],
  ['misrouted', MISROUTED],
] as const)('a lead that everybody answers with %s', (_, refusal) => {
  it.each([
    [1, 'keep'],
    [1, 'give_back'],
    [3, 'keep'],
    [3, 'give_back'],
  ] as const)('in a team of %i with turns: %s, is offered to each once, then to a person', async (size, credit) => {
    const baton = await aBaton({ plan: aPlanOf(credit), reps: team(size) });
    const id = await baton.postOne(aDemoRequest());
    const owners = await refuseAll(baton, id, [refusal]);
    expect(owners.toSorted()).toEqual(team(size).map((rep) => rep.id));
    await expectWithPlanOwner(baton, id);
    await expectInvariants(baton);
  });

  it('in a large team is offered as often as the limit says, then to a person', async () => {
    const baton = await aBaton({ plan: aPlanOf('give_back', 4), reps: team(12) });
    const id = await baton.postOne(aDemoRequest());
    const owners = await refuseAll(baton, id, [refusal]);
    expect(new Set(owners).size).toBe(4);
    expect(owners).toHaveLength(4);
    expect((await baton.lead(id)).stage).toMatchObject({ because: 'refusals' });
    await expectWithPlanOwner(baton, id);
  });
});

it('nobody gets back what they refused, and no lead has more owners than the limit, whatever people refuse', async () => {
  const refusals = fc.array(fc.constantFrom<Refusal>(DECLINED, MISROUTED), { minLength: 1, maxLength: 6 });
  const sizes = fc.integer({ min: 1, max: 6 });
  const limit = fc.integer({ min: 1, max: 5 });
  const credit = fc.constantFrom('keep' as const, 'give_back' as const);
  await fc.assert(
    fc.asyncProperty(sizes, limit, credit, refusals, async (size, most, charge, [first = DECLINED, ...rest]) => {
      const baton = await aBaton({ plan: aPlanOf(charge, most), reps: team(size) });
      const ids = await Promise.all(['ada', 'bo'].map((name) => baton.postOne(aDemoRequest(name))));
      for (const id of ids) {
        const owners = await refuseAll(baton, id, [first, ...rest]);
        expect(new Set(owners).size).toBe(owners.length);
        expect(owners).toHaveLength(Math.min(size, most));
        await expectWithPlanOwner(baton, id);
        expect(OPEN_LEAD_STATES).toContain((await baton.lead(id)).stage.state);
      }
      await expectInvariants(baton);
    }),
    { numRuns: 60 },
  );
});
