import { expect, it } from 'vitest';
import { MAX_BATCH_LEADS } from '../../../shared/use-cases/assignment/assign-batch.ts';
import { assignFront, assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { recordCalls } from '../../support/count-store-calls.ts';
import { queuedLeads } from '../situations.ts';
import { aRoutedLead } from '../stopped-baton.ts';

it('drains a queue that is longer than a batch', async () => {
  const { baton } = await queuedLeads(MAX_BATCH_LEADS + 3);
  expect(await assignTeam('sdr', baton.now, baton.deps)).toEqual({
    assigned: MAX_BATCH_LEADS + 3,
    deferred: 0,
    rejected: 0,
  });
  expect((await baton.deps.leads.queue('sdr', { limit: 1 })).items).toEqual([]);
});

it('changes nothing when it is called twice', async () => {
  const { baton, deps, id } = await aRoutedLead();
  await assignTeam('sdr', baton.now, deps);
  const before = await baton.lead(id);
  expect(await assignTeam('sdr', baton.now, deps)).toEqual({ assigned: 0, deferred: 0, rejected: 0 });
  expect(await baton.lead(id)).toEqual(before);
});

it('gives each lead of a long queue a date when nobody is free, and saves nothing the second time', async () => {
  const { baton } = await queuedLeads(2 * MAX_BATCH_LEADS + 2);
  for (const { id, version } of await baton.deps.reps.list()) {
    const rep = await baton.deps.reps.get(id);
    if (!rep) throw new Error('the rep is stored');
    const full = { ...rep, cap: { open: 0 }, version: version + 1 };
    await baton.deps.reps.save(full, { rep: id, version: full.version, at: baton.now, teams: ['sdr'] });
  }
  expect(await assignTeam('sdr', baton.now, baton.deps)).toMatchObject({ assigned: 0, deferred: 30 });
  const { items } = await baton.deps.leads.queue('sdr', { limit: 100 });
  for (const { lead } of items) expect((await baton.lead(lead)).stage).toMatchObject({ because: 'all_full' });
  expect(await assignTeam('sdr', baton.now, baton.deps)).toMatchObject({ assigned: 0, deferred: 0 });
});

it('assigns from the front of a queue without a ring, and takes no turn where no lead waits', async () => {
  const { baton, deps, id } = await aRoutedLead();
  expect(await assignFront('ae', baton.now, deps)).toEqual({ assigned: 0, deferred: 0, rejected: 0 });
  expect(await assignFront('sdr', baton.now, deps)).toMatchObject({ assigned: 1 });
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
  expect((await deps.leads.ledger('ae')).ledger.version).toBe(0);
});

it('looks behind entries that are not true, and has them removed', async () => {
  const { baton } = await queuedLeads(1);
  const [waiting] = (await baton.deps.leads.queue('sdr', { limit: 1 })).items;
  if (!waiting) throw new Error('a lead waits');
  const untrue = Array.from({ length: MAX_BATCH_LEADS }, (_, at) => ({ ...waiting, lead: `lead_gone_${at}` }));
  const removed: string[] = [];
  const leads = recordCalls(baton.deps.leads, (method, [queued]) => {
    if (method === 'removeUntrueEntries') removed.push(...(queued as typeof untrue).map(({ lead }) => lead));
  });
  // As a writer leaves them that was stopped after its commit.
  const queue: typeof leads.queue = async (team, { cursor, ...options }) =>
    cursor === undefined && options.list === undefined
      ? { items: untrue, cursor: 'behind' }
      : leads.queue(team, options);
  const deps = {
    ...baton.deps,
    leads: new Proxy(leads, { get: (target, name) => (name === 'queue' ? queue : Reflect.get(target, name)) }),
  };
  expect(await assignTeam('sdr', baton.now, deps)).toMatchObject({ assigned: 1 });
  expect(removed).toEqual(untrue.map(({ lead }) => lead));
});
