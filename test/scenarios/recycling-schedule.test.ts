import { describe, expect, it } from 'vitest';
import { addSeconds, secondsBetween } from '../../shared/domain/instant.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

/** Recycling runs every 15 minutes; the sweep steps in after two missed runs. */
const RUN = HOUR / 4;

describe.each([
  ['with everything on', {}, RUN],
  ['with recycling off', { recycling: false }, 2 * RUN + 60],
  ['with the sweep alone', { events: false, doorbell: false, timers: false, recycling: false }, 2 * RUN + 120],
  ['with the sweep off', { sweep: false }, RUN],
])('%s', (_, switches, latestSeconds) => {
  it('a lead in nurture is recycled by its date and has an owner again', async () => {
    const baton = await aBaton({ switches });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(120);
    const until = addSeconds(baton.now, 3 * DAY);
    expect(await answerAsOwner(baton, id, { answer: 'not_now', until })).toMatchObject({ outcome: 'done' });
    await baton.advance(3 * DAY - 60);
    expect((await baton.lead(id)).stage.state).toBe('nurturing');
    await baton.advance(60 + latestSeconds + 180);
    expect((await baton.lead(id)).stage.state).toBe('assigned');
    const returned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadRecycled');
    expect(secondsBetween(until, returned?.at ?? '')).toBeLessThanOrEqual(latestSeconds);
    await expectInvariants(baton);
  });

  it('many leads with the same return date are recycled in one run', async () => {
    const baton = await aBaton({ switches });
    const ids = await postMany(baton, 60, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(600);
    const until = addSeconds(baton.now, DAY);
    for (const id of ids) await answerAsOwner(baton, id, { answer: 'not_now', until });
    await baton.advance(DAY + latestSeconds + 180);
    const states = await Promise.all(ids.map(async (id) => (await baton.lead(id)).stage.state));
    expect(new Set(states)).toEqual(new Set(['assigned']));
    await expectInvariants(baton);
  });
});
