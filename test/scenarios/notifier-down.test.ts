import { describe, expect, it } from 'vitest';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { aBaton, aDemoRequest, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const SWEEP_ALONE = { events: false, doorbell: false, timers: false };

describe('a notification receiver that accepts nothing', () => {
  it.each([
    ['with everything on', {}],
    ['with the sweep alone', SWEEP_ALONE],
  ])('holds up no clock, %s', async (_, switches) => {
    const baton = await aBaton({ switches });
    baton.deps.notifier.refuse();
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(8 * HOUR);
    expect(await baton.eventTypesOf(id)).toEqual(expect.arrayContaining(['SlaWarned', 'SlaBreached', 'LeadEscalated']));
    expect((await baton.lead(id)).stage).toMatchObject({ place: 'queue', because: 'reassign_limit' });
    await expectInvariants(baton);
  });

  it('is retried at growing intervals until it accepts the notification', async () => {
    const baton = await aBaton({ plan: { slas: [{ sla: 'rest', firstTouchSeconds: 9 * DAY, ladder: 'soft' }] } });
    baton.deps.notifier.refuse();
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(2 * HOUR);
    const tries = (await baton.eventTypesOf(id)).filter((type) => type === 'DeadlineMoved').length;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(10);
    baton.deps.notifier.accept();
    await baton.advance(3 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ notifiedAt: expect.any(String) });
    expect(baton.deps.notifier.received.map(({ occasion }) => occasion)).toEqual(['assigned']);
  });

  it('is not called for every lead in one run of the sweep, since each call may be slow to fail', async () => {
    const baton = await aBaton({ switches: { ...SWEEP_ALONE, sweep: false } });
    await postMany(baton, 30, (index) => aDemoRequest(`lead${index}`));
    const limits = { cap: 200, headStartSeconds: 5, recyclingHeadStartSeconds: 1800 };
    let asked = 0;
    const notifier = {
      send: async () => {
        asked += 1;
        throw new Error('no answer in ten seconds');
      },
    };
    for (let minute = 0; minute < 5; minute += 1) {
      await baton.advance(61);
      asked = 0;
      await sweep(baton.now, limits, { ...baton.deps, notifier });
      expect(asked).toBeLessThan(5);
    }
    expect([...baton.deps.world.leads.values()].map(({ stage }) => stage.state)).toEqual(
      Array.from({ length: 30 }, () => 'assigned'),
    );
  });
});
