import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MAX_ROUTING_ATTEMPTS } from '../../../shared/domain/lead/grace-periods.ts';
import { redriveRouting } from '../../../shared/use-cases/routing/redrive-routing.ts';
import { aReceivedLead, type StoppedBaton } from '../stopped-baton.ts';

const NOT_WAITING = { outcome: 'refused', because: 'not_waiting_for_routing' };
const NO_ENRICHMENT = { enrich: () => Promise.reject(new Error('down')) };

/** Moves to the date by which the lead should have been routed. */
async function advanceToDate({ baton, id }: StoppedBaton): Promise<void> {
  baton.now = (await baton.lead(id)).dueAt ?? baton.now;
}

/** Retries at the lead's date while no enrichment is possible, so that it stays unrouted. */
async function retryInVain(started: StoppedBaton): Promise<void> {
  const { baton, deps, id } = started;
  await advanceToDate(started);
  await expect(redriveRouting(id, baton.now, { ...deps, enrichment: NO_ENRICHMENT })).rejects.toThrow('down');
}

it('does all of routing in one go, once, whether the lead has been loaded or not', async () => {
  for (const loaded of [true, false]) {
    const started = await aReceivedLead();
    const { baton, deps, id } = started;
    await advanceToDate(started);
    const result = await redriveRouting(loaded ? await baton.lead(id) : id, baton.now, deps);
    expect(result).toMatchObject({ outcome: 'done', lead: { stage: { state: 'waiting' }, score: { total: 45 } } });
    expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived', 'RoutingRetried', 'LeadRouted']);
    expect(await redriveRouting(id, addSeconds(baton.now, 3600), deps)).toEqual(NOT_WAITING);
    expect(await baton.eventTypesOf(id)).toHaveLength(3);
  }
});

it('leaves alone a lead whose time for routing has not passed, that was routed meanwhile, or that is not stored', async () => {
  const { baton, deps, id } = await aReceivedLead();
  const stale = await baton.lead(id);
  const early = addSeconds(stale.dueAt ?? '', -1);
  expect(await redriveRouting(id, early, deps)).toEqual(NOT_WAITING);
  expect(await baton.lead(id)).toEqual(stale);
  const late = addSeconds(early, 60);
  await redriveRouting(id, late, deps);
  expect(await redriveRouting(stale, late, deps)).toEqual(NOT_WAITING);
  expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived', 'RoutingRetried', 'LeadRouted']);
  expect(await redriveRouting('lead_nobody', baton.now, deps)).toMatchObject({ because: 'no_such_lead' });
});

it('counts an attempt that fails and moves the date, so that the next one comes a minute later', async () => {
  const started = await aReceivedLead();
  const { baton, deps, id } = started;
  for (const attempt of [1, 2]) {
    await retryInVain(started);
    const { stage, dueAt } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'received', attempts: attempt });
    expect(dueAt).toBe(addSeconds(baton.now, 60));
    expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({
      type: 'RoutingRetried',
      data: { attempt, because: 'overdue' },
    });
  }
});

it('sends the lead to the catch-all queue after the last attempt, for a person', async () => {
  const started = await aReceivedLead();
  const { baton, deps, id } = started;
  for (let attempt = 0; attempt < MAX_ROUTING_ATTEMPTS; attempt += 1) await retryInVain(started);
  await advanceToDate(started);
  expect(await redriveRouting(id, baton.now, { ...deps, enrichment: NO_ENRICHMENT })).toMatchObject({
    outcome: 'done',
    lead: { stage: { state: 'waiting', queue: 'catch-all', because: 'routing_failed' }, accountable: 'dana' },
  });
  expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({
    type: 'LeadSentToQueue',
    data: { queue: 'catch-all', because: 'routing_failed' },
  });
});

it('waits for a plan without using up attempts, and routes the lead once there is one', async () => {
  const started = await aReceivedLead();
  const { baton, deps, id } = started;
  deps.world.activePlan = undefined;
  for (let retry = 0; retry <= MAX_ROUTING_ATTEMPTS; retry += 1) {
    await advanceToDate(started);
    expect(await redriveRouting(id, baton.now, deps)).toMatchObject({
      lead: { stage: { state: 'received', attempts: 0 }, dueAt: addSeconds(baton.now, 300) },
    });
  }
  expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({ data: { attempt: 1, because: 'no_plan' } });
  await deps.plans.activate(1);
  await advanceToDate(started);
  expect(await redriveRouting(id, baton.now, deps)).toMatchObject({
    lead: { stage: { state: 'waiting', place: 'team' } },
  });
});
