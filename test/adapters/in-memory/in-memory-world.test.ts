import { describe, expect, it } from 'vitest';
import { InMemoryDeliveryStore } from '../../../shared/adapters/in-memory/in-memory-delivery-store.ts';
import { InMemoryLeadStore } from '../../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { InMemoryRepStore } from '../../../shared/adapters/in-memory/in-memory-rep-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadPatch } from '../../../shared/domain/lead/transition.ts';
import { aLeadsTransitions, aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { makeTransition, receiveLead, routeToTeam } from '../../support/builders/moves.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aDraft } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

async function aWorld() {
  const world = createWorld();
  const stores = { world, leads: new InMemoryLeadStore(world), reps: new InMemoryRepStore(world) };
  await saveReps(stores.reps, aRep());
  return stores;
}

describe('the in-memory world', () => {
  it('stores its own copy of saved values', async () => {
    const { leads } = await aWorld();
    const person = { ...aPerson(), answers: { budget: 'none' } };
    const first = { ...receiveLead(), person };
    await leads.commit({ transitions: [first] });
    person.answers.budget = 'changed';
    expect((await leads.person(first.after.id))?.answers).toEqual({ budget: 'none' });
  });

  it('stores its own copy of a body, and gives each reader another', async () => {
    const deliveries = new InMemoryDeliveryStore(createWorld());
    const body = Uint8Array.of(1, 2, 3);
    const status = { status: 'pending', dueAt: MONDAY, attempts: 0 } as const;
    const delivery = {
      id: 'delivery_1',
      source: 'demo-form',
      receivedAt: MONDAY,
      contentType: 'text/plain',
      body,
      status,
    };
    await deliveries.save(delivery);
    body.fill(7);
    (await deliveries.load('delivery_1'))?.body.fill(8);
    expect((await deliveries.load('delivery_1'))?.body).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('returns only immutable values', async () => {
    const { leads } = await aWorld();
    const { id } = await aStoredLead(leads, 'assigned');
    const lead = await leads.load(id);
    expect(() => Object.assign(lead?.stage ?? {}, { owner: 'lou' })).toThrow(TypeError);
    expect(() => Object.assign(lead?.touchpoints[0] ?? {}, { touch: 'other' })).toThrow(TypeError);
  });

  it('has every committed event in its outbox, in order, and no refused one', async () => {
    const { world, leads } = await aWorld();
    const steps = aLeadsTransitions('working');
    for (const step of steps) await leads.commit({ transitions: [step] });
    const first = steps[0]?.after;
    if (first) expect((await leads.commit({ transitions: [routeToTeam(first)] })).outcome).toBe('stale');
    expect(world.outbox).toEqual(steps.map(({ event }) => event));
  });

  it('is shared by all fakes over it, and by no others', async () => {
    const { world, leads } = await aWorld();
    const { id } = await aStoredLead(leads, 'assigned');
    expect(await new InMemoryRepStore(world).holdsOf('kim')).toHaveLength(1);
    expect(await new InMemoryLeadStore(world).load(id)).toBeDefined();
    expect(await new InMemoryLeadStore(createWorld()).load(id)).toBeUndefined();
  });

  it('throws on an assignment without an admission', async () => {
    const { leads } = await aWorld();
    const steps = aLeadsTransitions('assigned');
    const unadmitted = steps.map((change) => ({ ...change, admission: undefined }));
    await leads.commit({ transitions: unadmitted.slice(0, 1) });
    await leads.commit({ transitions: unadmitted.slice(1, 2) });
    await expect(leads.commit({ transitions: unadmitted.slice(2) })).rejects.toThrow('without an admission');
  });

  it('throws on a change that loses what the lead was routed by, and saves nothing of it', async () => {
    const { world, leads } = await aWorld();
    world.plans.push({ ...aDraft(), version: 1 });
    const lead = await aStoredLead(leads, 'queued');
    const route = { rule: 'demo', layer: 'territory', outcome: 'close', reason: 'x' } as const;
    const data = { source: 'form', touch: 'webinar' };
    const touch = (before: Lead, patch: LeadPatch) => makeTransition(before, 'TouchpointAdded', { data, patch });
    const routed = touch(lead, { routing: { plan: 1, at: MONDAY, target: 0, route } });
    await leads.commit({ transitions: [routed] });
    const lost = touch(routed.after, { features: { touch: 'webinar' } });
    await expect(leads.commit({ transitions: [lost] })).rejects.toThrow('loses the features it was routed by');
    expect(await leads.load(lead.id)).toEqual(routed.after);
  });
});
