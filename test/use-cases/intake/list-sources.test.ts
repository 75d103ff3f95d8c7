import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';
import type { Source } from '../../../shared/ports/source-store.ts';
import { findSilentSources } from '../../../shared/use-cases/intake/list-sources.ts';
import { receiveDelivery, redriveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aSource } from '../../support/builders/source.ts';

let deps: InMemoryDeps;
beforeEach(() => {
  deps = createInMemoryDeps();
});

function deliver(source: Source, body: unknown, now = MONDAY) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return receiveDelivery({ source, contentType: 'application/json', body: bytes }, now, deps);
}

const nora = { email: 'nora.lind@lindwerk.example', colour: 'blue', country: 'Atlantis' };

describe('what a source delivers', () => {
  it('is read by the source’s own field names and values, and the delivery records the version', async () => {
    const source = aSource({ version: 3, fields: { q1: 'employees' }, values: { employees: { SMB: '1-99' } } });
    const received = await deliver(source, { ...nora, q1: 'smb' });
    if (received.outcome !== 'processed') throw new Error(received.outcome);
    expect((await deps.leads.person(received.leads[0] ?? ''))?.submittedFacts).toMatchObject({ employees: '1-99' });
    expect((await deps.deliveries.load(received.delivery))?.status).toMatchObject({ status: 'done', readBy: 3 });
  });

  it('is counted, and each unknown field or value is reported once, a value on its second occurrence', async () => {
    const ida = { ...nora, email: 'ida.storm@stormlogistik.example' };
    const pia = { ...nora, email: 'pia.wald@waldhaus.example' };
    const noticed = async (body: unknown, now: Instant) => {
      const received = await deliver(aSource(), body, now);
      return received.outcome === 'processed' ? received.newFindings : received.outcome;
    };
    expect(await noticed([nora, 7], MONDAY)).toEqual({ unmapped: 1, unknown: 0 });
    expect(await noticed([nora], MONDAY)).toEqual({ unmapped: 0, unknown: 0 });
    expect((await deps.findings.ofSource('demo-form')).find(({ name }) => name === 'country')).not.toHaveProperty(
      'about',
    );
    expect(await noticed([ida], minutesAfterMonday(1))).toEqual({ unmapped: 0, unknown: 1 });
    expect(await noticed([pia], minutesAfterMonday(2))).toEqual({ unmapped: 0, unknown: 0 });
    expect(await deps.findings.activity()).toEqual([
      { source: 'demo-form', deliveries: 4, leads: 4, lastAt: minutesAfterMonday(2) },
    ]);
    expect(await deps.findings.ofSource('demo-form')).toMatchObject([
      { kind: 'unmapped', name: 'colour', count: 3 },
      { kind: 'unknown', name: 'country', about: 'Atlantis', count: 3 },
      { kind: 'problem', name: 'not_an_object', count: 1 },
    ]);
  });

  it('does not count when it is a test submission', async () => {
    expect(await deliver(aSource(), { ...nora, test: true })).toMatchObject({ leads: [expect.any(String)] });
    expect([await deps.findings.activity(), await deps.findings.ofSource('demo-form')]).toEqual([[], []]);
  });

  it('becomes leads in the order of the body, one lead per person', async () => {
    const bodies = Array.from({ length: 23 }, (_, at) => ({ email: `n${at}@lindwerk.example` }));
    const same = Array.from({ length: 6 }, () => bodies[0]);
    const received = await deliver(aSource(), [...bodies, ...same.map((one, at) => ({ ...one, message: `${at}` }))]);
    if (received.outcome !== 'processed') throw new Error(received.outcome);
    const people = await Promise.all(received.leads.map((id) => deps.leads.person(id)));
    expect(people.map((person) => person?.email)).toEqual([...bodies, ...same].map((one) => one?.email));
    expect(deps.world.leads.size).toBe(23);
  });

  it('becomes a lead even when its findings cannot be saved', async () => {
    const broken = { ...deps.findings, note: () => Promise.reject(new Error('down')) };
    deps = { ...deps, findings: broken };
    expect(await deliver(aSource(), nora)).toMatchObject({ outcome: 'processed', leads: [expect.any(String)] });
  });

  it('is stored in a normalised spelling, or as typed where there is none', async () => {
    const received = await deliver(aSource(), [
      { email: 'Nora.Lind@Lindwerk.example', phone: '030 901820', country: 'Germany' },
      { email: 'at home', phone: '+49 30 901820 ext. 7' },
    ]);
    if (received.outcome !== 'processed') throw new Error(received.outcome);
    const people = await Promise.all(received.leads.map((id) => deps.leads.person(id)));
    expect(people).toMatchObject([
      { email: 'nora.lind@lindwerk.example', phone: '+4930901820' },
      { email: 'at home', phone: '+49 30 901820 ext. 7' },
    ]);
  });
});

describe('a paused source', () => {
  it('has its deliveries stored; once it is resumed they become leads, dated by receipt', async () => {
    const paused = aSource({ paused: true });
    await deps.sources.save(paused);
    const { delivery, outcome } = await deliver(paused, nora);
    expect([outcome, deps.world.leads.size]).toEqual(['paused', 0]);

    for (const at of [15, 30]) await redriveDelivery(delivery, minutesAfterMonday(at), deps);
    expect((await deps.deliveries.load(delivery))?.status).toMatchObject({ status: 'pending', attempts: 0 });

    await deps.sources.save({ ...paused, paused: false, version: 2 });
    await redriveDelivery(delivery, minutesAfterMonday(45), deps);
    expect([...deps.world.leads.values()]).toMatchObject([{ receivedAt: MONDAY }]);
    expect((await deps.deliveries.load(delivery))?.status).toMatchObject({ status: 'done', readBy: 2 });
  });
});

describe('a silent source', () => {
  it('is reported if it is watched, until it delivers', async () => {
    const watched = aSource({ silentSeconds: 3600 });
    await deps.sources.save(watched);
    await deps.sources.save(aSource({ id: 'website', key: 'key-of-the-website' }));
    const later = addSeconds(MONDAY, 3600);
    expect(await findSilentSources(later, deps)).toEqual(['demo-form']);
    await deliver(watched, nora, later);
    expect(await findSilentSources(addSeconds(later, 3599), deps)).toEqual([]);
  });
});
