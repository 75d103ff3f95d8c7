import { describe, expect, it } from 'vitest';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { aBaton, aDemoRequest, postMany } from './a-baton.ts';

const DEAD = { events: false, doorbell: false, timers: false, sweep: false };
const LIMITS = { cap: 20, headStartSeconds: 5, recyclingHeadStartSeconds: 1800 };

/** A lead store that cannot parse the rows of these leads. */
function failToReadLeads(leads: LeadStore, bad: ReadonlySet<string>): LeadStore {
  const check = (ids: readonly string[]): void => {
    if (ids.some((id) => bad.has(id))) throw new Error('unreadable_row');
  };
  return replaceMethods(leads, {
    load: async (id) => {
      check([id]);
      return leads.load(id);
    },
    loadMany: async (ids) => {
      check(ids);
      return leads.loadMany(ids);
    },
  });
}

async function states(baton: Awaited<ReturnType<typeof aBaton>>, ids: readonly string[]): Promise<readonly string[]> {
  return Promise.all(ids.map(async (id) => (await baton.lead(id)).stage.state));
}

describe('a lead whose row cannot be read', () => {
  it('does not block the sweep or the assignment of others, and is reported', async () => {
    const baton = await aBaton({ switches: DEAD });
    const ids = await postMany(baton, 5, (index) => aDemoRequest(`lead${index}`));
    const bad = ids[2] ?? '';
    await baton.advance(120);
    const deps = { ...baton.deps, leads: failToReadLeads(baton.deps.leads, new Set([bad])) };
    const swept = await sweep(baton.now, LIMITS, deps);
    expect(swept.failed.map(({ id }) => id)).toEqual([bad]);
    expect(await states(baton, ids)).toEqual(['assigned', 'assigned', 'received', 'assigned', 'assigned']);
  });

  it('does not hold up the team whose queue it is in', async () => {
    const baton = await aBaton({ switches: { ...DEAD, events: true } });
    const ids = await postMany(baton, 5, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(120);
    const deps = { ...baton.deps, leads: failToReadLeads(baton.deps.leads, new Set(ids.slice(0, 1))) };
    await sweep(baton.now, LIMITS, deps);
    expect(await states(baton, ids)).toEqual(['waiting', 'assigned', 'assigned', 'assigned', 'assigned']);
  });
});

describe('a sweep in which something always fails', () => {
  it('reaches the leads behind more failing ones than its cap', async () => {
    const baton = await aBaton({ switches: DEAD });
    const failing = await postMany(baton, 60, (index) => aDemoRequest(`lead${index}`));
    await baton.advance(1);
    const [good = ''] = await postMany(baton, 1, () => aDemoRequest('good'));
    await baton.advance(120);
    const deps = { ...baton.deps, leads: failToReadLeads(baton.deps.leads, new Set(failing)) };
    expect(await sweep(baton.now, LIMITS, deps)).toMatchObject({ capped: false });
    expect((await baton.lead(good)).stage.state).toBe('assigned');
  });

  it('reaches the leads although the other lists cannot be read', async () => {
    const baton = await aBaton({ switches: DEAD });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(120);
    const broken = async () => Promise.reject(new Error('unreadable_row'));
    const deliveries = replaceMethods(baton.deps.deliveries, { pending: broken });
    const reps = replaceMethods(baton.deps.reps, { pendingChanges: broken });
    const swept = await sweep(baton.now, LIMITS, { ...baton.deps, deliveries, reps });
    expect(swept.failed.map((failed) => failed.id)).toEqual(['deliveries', 'rep_changes']);
    expect((await baton.lead(id)).stage.state).toBe('assigned');
  });

  it('reports what it did although the plan in force cannot be read', async () => {
    const baton = await aBaton({ switches: DEAD });
    const plans = replaceMethods(baton.deps.plans, {
      active: async () => Promise.reject(new Error('plan_not_understood')),
    });
    const swept = await sweep(baton.now, LIMITS, { ...baton.deps, plans });
    expect(swept.failed).toEqual([{ id: 'teams', error: 'Error' }]);
  });
});
