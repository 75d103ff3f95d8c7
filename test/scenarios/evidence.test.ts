import { describe, expect, it } from 'vitest';
import { DEFAULT_TOUCHED_BY } from '../../shared/domain/plan/touched-by.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import { getReview } from '../../shared/use-cases/reporting/get-review.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

const PLAN = { touchedBy: { ...DEFAULT_TOUCHED_BY, clickSeconds: 2 * HOUR } };
const OFFICE = { id: 'kim', hours: 'office', zone: 'UTC' } as const;

/** Starts with one lead, clicked away on Monday at 09:31. */
async function clicked(plan: Parameters<typeof aBaton>[0] = { plan: PLAN }) {
  const baton = await aBaton({ ...plan, reps: [OFFICE] });
  await baton.advance(30 * 60);
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(60);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  return { baton, id };
}

async function stepsOf(baton: VirtualBaton, id: string) {
  const timeline = await baton.deps.leads.timeline(id);
  return timeline.flatMap((event) =>
    event.type === 'LeadWentQuiet' ? [`${event.at.slice(5, 13)} ${event.data.step}`] : [],
  );
}

const listedFor = async (baton: VirtualBaton) =>
  (await getReview('hasty', { now: baton.now }, baton.deps))?.items ?? [];

describe('a click on "contacted" without evidence', () => {
  it('counts for as long as the plan says; then owner and manager are told, and the lead is listed', async () => {
    const { baton, id } = await clicked();
    await baton.advance(HOUR);
    expect([await stepsOf(baton, id), await listedFor(baton)]).toEqual([[], []]);
    await baton.advance(2 * HOUR);
    expect(await stepsOf(baton, id)).toEqual(['11-23T11 evidence']);
    expect(await listedFor(baton)).toMatchObject([{ lead: id, rep: 'kim' }]);
    const quiet = baton.deps.notifier.received.filter(({ occasion }) => occasion === 'quiet');
    expect(quiet.map(({ to }) => to).sort()).toEqual(['kim', 'mia']);
  });

  it('gets no more time by another click, and is in work as before', async () => {
    const { baton, id } = await clicked();
    await baton.advance(HOUR);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await baton.advance(2 * HOUR);
    expect(await stepsOf(baton, id)).toEqual(['11-23T11 evidence']);
    const { stage } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'working', isHasty: true });
    expect(stage.state === 'working' && stage.quietAt > baton.now).toBe(true);
    expect(stage).not.toHaveProperty('evidenceDueAt');
  });

  it('needs nothing more once a call was logged', async () => {
    const { baton, id } = await clicked();
    const call = { lead: id, kind: 'call', direction: 'outbound', rep: 'kim', at: baton.now, key: 'call-1' } as const;
    await recordActivity({ ...call, via: 'hubspot' }, baton.now, baton.deps);
    await baton.advance(DAY);
    expect([await stepsOf(baton, id), await listedFor(baton)]).toEqual([[], []]);
  });

  it('counts for ever if the plan asks for no evidence', async () => {
    const { baton, id } = await clicked({});
    await baton.advance(DAY);
    expect(await stepsOf(baton, id)).toEqual([]);
  });
});
