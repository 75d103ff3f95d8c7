import { describe, expect, it } from 'vitest';
import { FOLLOW_UP_MODES } from '../../shared/domain/follow-up/follow-up-mode.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

const endsOf = (baton: VirtualBaton) => baton.executions.ended.map(({ execution: { epoch }, end }) => [epoch, end]);

async function timelineOf(baton: VirtualBaton, id: string) {
  return (await baton.deps.leads.timeline(id)).map(({ type, at }) => ({ type, at }));
}

describe('the execution of an assignment', () => {
  it.each([
    ['in time', 0.5],
    ['after the warning', 0.8],
    ['after the breach', 1.2],
  ])('ends in the moment of an answer %s', async (_, hours) => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    expect(baton.executions.open).toBe(1);
    await baton.advance(hours * HOUR);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await baton.settle();
    expect(baton.executions.open).toBe(0);
    expect(endsOf(baton)).toEqual([[1, { ended: 'answered' }]]);
  });

  it.each([
    ['declined', { answer: 'declined' }],
    ['misrouted', { answer: 'misrouted', reason: 'territory' }],
    ['closed', { answer: 'disqualified', reason: 'no_need' }],
  ] as const)('says that it was %s', async (ended, answer) => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    expect((await answerAsOwner(baton, id, answer)).outcome).toBe('done');
    await baton.settle();
    expect(baton.executions.ended[0]).toMatchObject({ execution: { epoch: 1 }, end: { ended } });
  });

  it('is one for each owner, and none is left when the lead has no owner', async () => {
    const baton = await aBaton();
    await baton.postOne(aDemoRequest());
    await baton.advance(DAY);
    expect(endsOf(baton)).toEqual([
      [1, { ended: 'reassignment_sought' }],
      [2, { ended: 'reassignment_sought' }],
      [3, { ended: 'sent_to_queue', because: 'reassign_limit' }],
    ]);
    expect(baton.executions.open).toBe(0);
  });

  it('goes on when the sweep takes a step first, and nothing is taken twice', async () => {
    const baton = await aBaton({
      sweepIntervalSeconds: 1,
      sweepLimits: { cap: 200, headStartSeconds: -5, recyclingHeadStartSeconds: 0 },
    });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(1.2 * HOUR);
    const types = await baton.eventTypesOf(id);
    for (const type of ['SlaWarned', 'SlaBreached']) expect(types.filter((one) => one === type)).toHaveLength(1);
    expect(baton.executions.open).toBe(1);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await baton.settle();
    expect(endsOf(baton)).toEqual([[1, { ended: 'answered' }]]);
  });

  it('leaves everything to the sweep when the account is near its limit', async () => {
    const baton = await aBaton();
    baton.deps.openExecutions.set(9, 10);
    const id = await baton.postOne(aDemoRequest());
    expect(baton.executions.open).toBe(0);
    await baton.advance(1.2 * HOUR);
    expect(await baton.eventTypesOf(id)).toEqual(expect.arrayContaining(['SlaWarned', 'SlaBreached']));
  });
});

it('every way of following up takes the same steps, within a second of their dates', async () => {
  const timelines = await Promise.all(
    FOLLOW_UP_MODES.map(async (followUp) => {
      const baton = await aBaton({ followUp });
      const id = await baton.postOne(aDemoRequest());
      await baton.advance(DAY);
      return timelineOf(baton, id);
    }),
  );
  const [whole = [], near = []] = timelines;
  expect(whole.map(({ type }) => type)).toEqual(near.map(({ type }) => type));
  for (const [index, { at }] of whole.entries()) {
    const other = near[index]?.at ?? '';
    // Each of the three rounds may be a second later.
    expect(Math.abs(Date.parse(at) - Date.parse(other))).toBeLessThanOrEqual(5000);
  }
});
