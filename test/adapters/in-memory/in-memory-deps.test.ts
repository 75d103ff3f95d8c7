import { describe, expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aDraft } from '../../support/builders/plan.ts';
import { aSource } from '../../support/builders/source.ts';

describe('memoryDeps', () => {
  it('is shared by processes over the same world, which never issue the same id', async () => {
    const one = createInMemoryDeps();
    const two = createInMemoryDeps(one.world);
    await one.plans.publish(aDraft());
    expect((await two.plans.version(1))?.text).toBe(aDraft().text);
    const ids = [one, two, two, one, createInMemoryDeps(one.world)].map((deps) => deps.newId());
    expect(new Set(ids).size).toBe(5);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('recognises a person by a key that does not reveal them', async () => {
    const { personKeys } = createInMemoryDeps();
    const personKey = async (person: Parameters<typeof personKeys>[0]) => (await personKeys(person))[0];
    const key = await personKey(aPerson());
    expect(key).toBe(await personKey(aPerson({ email: 'NORA.LIND@lindwerk.example', company: 'Other' })));
    expect(key).not.toContain('lindwerk');
    expect(await personKey(aPerson({ email: 'else@lindwerk.example' }))).not.toBe(key);
    expect(await personKey({ answers: {} })).toBeUndefined();
  });

  it('makes a lead of a body', async () => {
    const deps = createInMemoryDeps();
    await deps.plans.publish(aDraft());
    await deps.plans.activate(1);
    const source = aSource();
    await deps.sources.save(source);
    const body = new TextEncoder().encode(JSON.stringify({ email: aPerson().email, country: 'DE' }));
    const received = await receiveDelivery({ body, contentType: 'application/json', source }, MONDAY, deps);
    if (received.outcome !== 'processed') throw new Error(received.outcome);
    expect(received.leads).toHaveLength(1);
    expect(deps.world.outbox.map(({ type, lead }) => [type, lead])).toEqual([['LeadReceived', received.leads[0]]]);
    expect((await deps.leads.person(received.leads[0] ?? ''))?.email).toBe(aPerson().email);
    expect(JSON.stringify(deps.world.outbox)).not.toContain('nora');
  });
});
