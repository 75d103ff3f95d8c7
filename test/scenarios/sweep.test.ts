import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { delayDueIndex } from '../support/fault-injection.ts';
import { aBaton, aDemoRequest, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const LIMITS = { cap: 200, headStartSeconds: 5, recyclingHeadStartSeconds: 1800 };
const DEAD = { events: false, doorbell: false, timers: false, sweep: false };

describe('the sweep', () => {
  it('stops at its cap when 500 leads are overdue, reports it, and continues the next minute', async () => {
    const baton = await aBaton({ switches: DEAD });
    await postMany(baton, 500, (index) => aDemoRequest(`lead${index}`));
    const received = () =>
      [...baton.deps.world.leads.values()].filter(({ stage }) => stage.state === 'received').length;
    const left: number[] = [];
    for (let run = 1; run <= 3; run += 1) {
      const swept = await sweep(addSeconds(baton.now, 60 * (run + 1)), LIMITS, baton.deps);
      expect(swept).toMatchObject({ capped: true, failed: [] });
      left.push(received());
    }
    expect(left).toEqual([300, 100, 0]);
    expect(await sweep(baton.now, LIMITS, baton.deps)).toMatchObject({ capped: false, healed: 0 });
    await expectInvariants(baton);
  });

  it('retries a backlog at most once per interval, counts the attempts, and gives up to a human', async () => {
    const baton = await aBaton({ switches: DEAD });
    const id = await baton.postOne(aDemoRequest());
    const deps = { ...baton.deps, enrichment: { enrich: async () => Promise.reject(new Error('enrichment is down')) } };
    let now = addSeconds(baton.now, 120);
    for (let run = 0; run < 40; run += 1) {
      await sweep(now, LIMITS, deps);
      now = addSeconds(now, 20);
    }
    const path = await baton.eventTypesOf(id);
    expect(path.filter((type) => type === 'RoutingRetried')).toHaveLength(5);
    expect((await baton.lead(id)).stage).toMatchObject({
      place: 'queue',
      because: 'routing_failed',
      accountable: 'dana',
    });
  });

  it('keeps leads while no plan is in force, and routes them once one is', async () => {
    const baton = await aBaton();
    baton.deps.world.activePlan = undefined;
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(HOUR);
    expect(await baton.lead(id)).toMatchObject({ stage: { state: 'received' }, accountable: 'admin' });
    await baton.deps.plans.activate(1);
    await baton.advance(HOUR / 4);
    expect((await baton.lead(id)).stage.state).toBe('assigned');
  });

  it('trusts the row, not the index', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const before = await baton.eventTypesOf(id);
    const stale = { ...baton.deps, leads: delayDueIndex(baton.deps.leads, 3) };
    for (let run = 0; run < 5; run += 1) await sweep(baton.now, LIMITS, stale);
    expect(await baton.eventTypesOf(id)).toEqual(before);
  });

  it('continues with the others when one lead cannot be processed', async () => {
    const baton = await aBaton({ switches: DEAD });
    const ids = await postMany(baton, 3, (index) => aDemoRequest(`lead${index}`));
    const { leads } = baton.deps;
    const saveFound: typeof leads.saveEnrichment = async (id, found) => {
      if (id === ids[1]) throw new Error('this one fails');
      return leads.saveEnrichment(id, found);
    };
    const troubled = replaceMethods(leads, { saveEnrichment: saveFound });
    const swept = await sweep(addSeconds(baton.now, 120), LIMITS, { ...baton.deps, leads: troubled });
    expect(swept.failed.map(({ id }) => id)).toEqual([ids[1]]);
    const states = await Promise.all(ids.map(async (id) => (await baton.lead(id)).stage.state));
    expect(states).toEqual(['assigned', 'received', 'assigned']);
  });
});
