import { describe, expect, it } from 'vitest';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import type { RecordAnswerInput } from '../../shared/use-cases/answers/record-answer.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const DISQUALIFIED = { answer: 'disqualified', reason: 'no_need' } as const;
const CONVERTED = { answer: 'converted' } as const;

/** Posts the same form this often, a minute apart. Whoever gets a lead of it answers at once. Returns the leads. */
async function postAgainAndAgain(
  baton: VirtualBaton,
  times: number,
  answer: RecordAnswerInput['answer'],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    const id = await baton.postOne({ ...aDemoRequest(), message: `call me, ${time}` });
    ids.add(id);
    if ((await baton.lead(id)).stage.state === 'assigned') await answerAsOwner(baton, id, answer);
    await baton.advance(60);
  }
  return [...ids];
}

async function toldToDana(baton: VirtualBaton): Promise<number> {
  return baton.deps.notifier.received.filter(({ to, occasion }) => to === 'dana' && occasion === 'queued').length;
}

describe('a form that is posted again and again, and disqualified each time', () => {
  it('reaches reps as often as the plan allows, then one person, who is told once', async () => {
    const baton = await aBaton();
    const ids = await postAgainAndAgain(baton, 40, DISQUALIFIED);
    expect(ids).toHaveLength(1 + 3 + 1);
    const last = await baton.lead(ids.at(-1) ?? '');
    expect(last.stage).toMatchObject({
      state: 'waiting',
      place: 'queue',
      because: 'reopen_limit',
      accountable: 'dana',
    });
    expect(last.touchpoints.length).toBeGreaterThan(30);
    expect(last.epoch).toBe(0);
    expect(await toldToDana(baton)).toBe(1);
    await expectInvariants(baton);
  });

  it('stays with that person, whatever is asked for meanwhile', async () => {
    const baton = await aBaton();
    const ids = await postAgainAndAgain(baton, 6, DISQUALIFIED);
    await baton.post(aDemoRequest('ada', { touch: 'pricing_page', country: 'FR' }));
    await baton.advance(DAY);
    expect((await baton.lead(ids.at(-1) ?? '')).stage).toMatchObject({ place: 'queue', because: 'reopen_limit' });
  });

  it('reaches reps again once the time span of the plan is over', async () => {
    const limits = { ...aPlan().limits, reopen: { most: 1, withinSeconds: DAY } };
    const baton = await aBaton({ plan: { limits } });
    const first = await postAgainAndAgain(baton, 2, DISQUALIFIED);
    expect((await baton.lead(first.at(-1) ?? '')).stage.state).toBe('closed');
    await baton.advance(DAY + 60);
    const ids = await postAgainAndAgain(baton, 1, DISQUALIFIED);
    expect((await baton.lead(ids[0] ?? '')).stage.state).toBe('closed');
  });
});

it('a customer who buys again and again gets a rep each time', async () => {
  const baton = await aBaton();
  const ids = await postAgainAndAgain(baton, 8, CONVERTED);
  expect(ids).toHaveLength(8);
  expect(await toldToDana(baton)).toBe(0);
});

it('a form that brings a lead back from nurture again and again ends, as often as the plan recycles', async () => {
  const plan = aPlan();
  const recycling = {
    ...plan.recycling,
    earlyIf: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } },
  } as const;
  const baton = await aBaton({ plan: { recycling } });
  const ids = await postAgainAndAgain(baton, 40, { answer: 'not_now', reason: 'no_answer' });
  let assigned = 0;
  for (const id of ids)
    for (const { type } of await baton.deps.leads.timeline(id)) assigned += type === 'LeadAssigned' ? 1 : 0;
  expect(assigned).toBeGreaterThan(3);
  expect(assigned).toBeLessThanOrEqual((1 + 3) * (1 + plan.recycling.stop.cycles));
  expect(await toldToDana(baton)).toBe(1);
  await expectInvariants(baton);
});
