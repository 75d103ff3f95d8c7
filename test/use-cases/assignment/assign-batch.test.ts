import { expect, it } from 'vitest';
import { assignBatch } from '../../../shared/use-cases/assignment/assign-batch.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

async function assignQueue({ baton, deps }: StoppedBaton, leads = deps.leads) {
  const { items } = await deps.leads.queue('sdr', { limit: 14 });
  return assignBatch({ team: 'sdr', queued: items, now: baton.now }, { ...deps, leads });
}

it('assigns the lead, takes a turn in the ledger, and keeps the decision it can be replayed from', async () => {
  const started = await aRoutedLead();
  const { baton, deps, id } = started;
  expect(await assignQueue(started)).toEqual({ assigned: 1, deferred: 0, rejected: 0, nobodyFree: false });
  const lead = await baton.lead(id);
  expect(lead).toMatchObject({ epoch: 1, stage: { state: 'assigned', owner: 'kim', team: 'sdr', placedBy: 'system' } });
  expect((await deps.leads.ledger('sdr')).ledger.version).toBe(1);
  const decision = lead.stage.state === 'assigned' ? lead.stage.decision : undefined;
  expect(await deps.leads.decision(decision ?? '')).toMatchObject({ plan: 1 });
});

it('gives a lead that nobody can take now a new date, and takes no turn', async () => {
  const started = await aRoutedLead({ reps: [{ id: 'kim', cap: { open: 0 } }] });
  const { baton, deps, id } = started;
  expect(await assignQueue(started)).toMatchObject({ assigned: 0, deferred: 1 });
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'team', because: 'all_full' });
  expect((await deps.leads.ledger('sdr')).ledger.version).toBe(0);
});

it('sends a lead that the store rejects to the catch-all queue', async () => {
  const started = await aRoutedLead();
  const { baton, deps, id } = started;
  const commit: typeof deps.leads.commit = async (step) =>
    step.decision ? { outcome: 'invalid' } : deps.leads.commit(step);
  expect(await assignQueue(started, replaceMethods(deps.leads, { commit }))).toMatchObject({
    assigned: 0,
    rejected: 1,
  });
  expect((await baton.lead(id)).stage).toMatchObject({ queue: 'catch-all', because: 'refused_by_store' });
});

it('fails when other writers keep winning, so that the ring is retried', async () => {
  const started = await aRoutedLead();
  const leads = replaceMethods(started.deps.leads, { commit: async () => ({ outcome: 'stale', lead: started.id }) });
  await expect(assignQueue(started, leads)).rejects.toThrow('kept changing');
});
