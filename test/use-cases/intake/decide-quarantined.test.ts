import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { dismissQuarantined, redriveQuarantined } from '../../../shared/use-cases/intake/decide-quarantined.ts';
import { receiveDelivery, redriveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aSource } from '../../support/builders/source.ts';

const DAY = 24 * 3600;
const SOURCE = aSource({ id: 'website' });
const GOOD = '{"email":"ada@north.example","touch":"demo_request"}';
const LATER = addSeconds(MONDAY, 3600);
const by = 'dana.ruiz';

let deps: InMemoryDeps;
let id: string;

async function receive(body: string): Promise<string> {
  const raw = { source: SOURCE, contentType: 'application/json', body: new TextEncoder().encode(body) };
  return (await receiveDelivery(raw, MONDAY, deps)).delivery;
}

function redrive(body?: string, some: InMemoryDeps = deps) {
  const corrected =
    body === undefined ? undefined : { contentType: 'application/json', body: new TextEncoder().encode(body) };
  return redriveQuarantined({ id, by, corrected, now: LATER }, some);
}

const dismiss = () => dismissQuarantined({ id, by, reason: 'spam', now: LATER }, deps);

beforeEach(async () => {
  deps = createInMemoryDeps();
  await deps.sources.save(SOURCE);
  id = await receive(GOOD.slice(0, -1));
});

describe('a quarantined delivery', () => {
  it('becomes a lead from a corrected body, dated by its receipt; the original body and the decision are kept', async () => {
    const redriven = await redrive(GOOD);
    expect(redriven).toEqual({ outcome: 'processed', leads: [expect.any(String)] });
    const [lead] = [...deps.world.leads.values()];
    expect(lead).toMatchObject({ receivedAt: MONDAY, source: 'website', stage: { state: 'received' } });
    const kept = await deps.deliveries.load(id);
    expect(new TextDecoder().decode(kept?.body)).toBe(GOOD.slice(0, -1));
    expect(kept).toMatchObject({
      status: { status: 'done', leads: [lead?.id] },
      decisions: [{ decision: 'redrive', by, at: LATER }],
    });
  });

  it('becomes one lead, however often and concurrently it is redriven', async () => {
    const ends = await Promise.all([redrive(GOOD), redrive(GOOD.replace('ada', 'eve')), redrive(GOOD)]);
    ends.push(await redrive(GOOD), await redrive());
    expect(deps.world.leads.size).toBe(1);
    const [lead] = deps.world.leads.keys();
    for (const end of ends) expect(end).toEqual({ outcome: 'processed', leads: [lead] });
    expect((await deps.deliveries.load(id))?.decisions).toHaveLength(1);
  });

  it('becomes a lead from its original body once the source’s definition is fixed', async () => {
    expect(await redrive()).toMatchObject({ outcome: 'quarantined', problem: expect.any(String) });
    const readBody: InMemoryDeps['readBody'] = ({ contentType }, source) =>
      deps.readBody({ contentType, body: new TextEncoder().encode(GOOD) }, source);
    expect(await redrive(undefined, { ...deps, readBody })).toMatchObject({ outcome: 'processed' });
    expect(deps.world.leads.size).toBe(1);
  });

  it('is read from its original body after a correction that did not help', async () => {
    expect(await redrive('neither')).toMatchObject({ outcome: 'quarantined' });
    let read: string | undefined;
    const readBody: InMemoryDeps['readBody'] = async (raw, source) => {
      read = new TextDecoder().decode(raw.body);
      return deps.readBody(raw, source);
    };
    await redrive(undefined, { ...deps, readBody });
    expect(read).toBe(GOOD.slice(0, -1));
  });

  it('is finished by the sweep when the redrive crashed', async () => {
    const dies: InMemoryDeps['readBody'] = async () => Promise.reject(new Error('died'));
    await expect(redrive(GOOD, { ...deps, readBody: dies })).rejects.toThrow('died');
    await redriveDelivery(id, addSeconds(LATER, DAY), deps);
    expect(deps.world.leads.size).toBe(1);
    expect((await deps.deliveries.load(id))?.status.status).toBe('done');
  });

  it('is dismissed once, no longer listed, and can still be redriven', async () => {
    expect(await dismiss()).toEqual({ outcome: 'dismissed' });
    expect(await dismiss()).toEqual({ outcome: 'dismissed' });
    const { status, decisions } = (await deps.deliveries.load(id)) ?? {};
    expect(status).toEqual({ status: 'dismissed' });
    expect(decisions).toEqual([{ decision: 'dismiss', by, at: LATER, reason: 'spam' }]);
    expect((await deps.deliveries.quarantined({ limit: 9 })).items).toEqual([]);
    expect(await redrive(GOOD)).toMatchObject({ outcome: 'processed' });
  });

  it('cannot be dismissed once it has leads; an unknown delivery is not found', async () => {
    await redrive(GOOD);
    expect(await dismiss()).toEqual({ outcome: 'refused', because: 'already_processed' });
    id = 'del_none';
    expect(await dismiss()).toEqual({ outcome: 'refused', because: 'no_such_delivery' });
    expect(await redrive(GOOD)).toEqual({ outcome: 'refused', because: 'no_such_delivery' });
  });
});
