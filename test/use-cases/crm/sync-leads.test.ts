import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryPersonEraser } from '../../../shared/adapters/in-memory/in-memory-privacy.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { syncLeads } from '../../../shared/use-cases/crm/sync-leads.ts';
import { commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { assignToRep, closeLead, makeFirstResponse } from '../../support/builders/moves.ts';
import { aCrmOffice, type CrmOffice } from './a-crm-office.ts';

let office: CrmOffice;
beforeEach(async () => {
  office = await aCrmOffice();
});

describe('a lead that was assigned', () => {
  it('has a record with its owner, what Baton says of it, and a task until the SLA is due', async () => {
    const lead = await office.store('assigned', { email: 'ada@north.example' });
    expect(await office.sync(lead)).toEqual({ lead: lead.id, outcome: 'written', problems: [] });
    expect(office.records).toEqual([
      {
        email: 'ada@north.example',
        values: {
          baton_lead: lead.id,
          baton_status: 'assigned',
          baton_sla_due: minutesAfterMonday(60),
          owner: 'u-kim',
        },
      },
    ]);
    expect(office.tasks).toMatchObject([{ dueAt: minutesAfterMonday(60), owner: 'u-kim', done: false }]);
    expect(await office.link(lead)).toMatchObject({
      status: 'synced',
      attempts: 0,
      written: { owner: { value: 'u-kim', at: MONDAY }, baton_status: { value: 'assigned', at: MONDAY } },
      task: { state: 'open', epoch: 1 },
    });
  });

  it('is not written again as long as nothing changes, however often it is nudged', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    const before = await office.link(lead);
    expect(await office.sync(lead)).toMatchObject({ outcome: 'unchanged' });
    expect([office.crm.calls, await office.link(lead)]).toEqual([{ records: 1, tasks: 1 }, before]);
  });

  it('has its task completed once it is answered, and keeps its owner', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    expect(await office.sync(lead)).toMatchObject({ outcome: 'written' });
    expect(office.tasks).toMatchObject([{ done: true }]);
    expect(office.records[0]?.values).toMatchObject({ baton_status: 'working', baton_sla_due: '', owner: 'u-kim' });
  });

  it('moves its task to the next owner', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    const { connection } = office;
    if (connection)
      office.connection = {
        ...connection,
        settings: { ...connection.settings, users: { kim: 'u-kim', lea: 'u-lea' } },
      };
    await commitOrThrow(office.stores.leads, assignToRep(lead, { rep: 'lea' }));
    await office.sync(lead);
    expect(office.tasks).toMatchObject([{ owner: 'u-lea', done: false }]);
    expect(office.records[0]?.values).toMatchObject({ owner: 'u-lea' });
  });

  it('leaves an owner alone that a person set in the CRM meanwhile', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    const [[id, record] = ['', { values: {} }]] = [...office.crm.records];
    office.crm.records.set(id, { ...record, values: { ...record.values, owner: 'u-boss' } });
    await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    await office.sync(lead);
    expect(office.records[0]?.values).toMatchObject({ owner: 'u-boss', baton_status: 'working' });
  });

  it('is written without an owner if its rep is no user of the CRM, and the reason is kept', async () => {
    const lead = await office.store('assigned', { rep: 'lea' });
    expect(await office.sync(lead)).toMatchObject({ outcome: 'written', problems: [{ code: 'owner_unmapped' }] });
    expect(office.records[0]?.values).not.toHaveProperty('owner');
    expect(await office.link(lead)).toMatchObject({ problems: [{ code: 'owner_unmapped' }] });
  });
});

describe('several leads', () => {
  it('are written in common', async () => {
    const leads = [await office.store('assigned'), await office.store('parked'), await office.store('working')];
    const nudges = leads.map(({ id }) => ({ nudge: { lead: id }, received: 1 }));
    const results = await syncLeads([...nudges, ...nudges], MONDAY, office.deps);
    expect(results.map(({ lead, outcome }) => [lead, outcome])).toEqual(
      [...leads, ...leads].map(({ id }) => [id, 'written']),
    );
    expect(office.crm.calls).toEqual({ records: 1, tasks: 1 });
    expect(office.records).toHaveLength(3);
  });

  it('with one address wait for each other, so that they make one record', async () => {
    const leads = [
      await office.store('assigned', { email: 'a@b.example' }),
      await office.store('parked', { email: 'a@b.example' }),
    ];
    const results = await syncLeads(
      leads.map(({ id }) => ({ nudge: { lead: id }, received: 1 })),
      MONDAY,
      office.deps,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['written', 'postponed']);
    office.now = addSeconds(MONDAY, 10);
    for (const { lead } of office.nudges.receive()) await office.sync({ id: lead });
    expect(office.records).toHaveLength(1);
  });
});

describe('nothing is written', () => {
  it('without a CRM', async () => {
    const lead = await office.store('assigned');
    office.connection = undefined;
    expect(await office.sync(lead)).toMatchObject({ outcome: 'dropped' });
  });

  it('in shadow mode, and of a lead received in it', async () => {
    const [lead, shadow] = [await office.store('assigned'), await office.store('assigned', { shadow: true })];
    expect(await office.sync(shadow)).toMatchObject({ outcome: 'dropped' });
    office.stores.world.mode = 'shadow';
    expect(await office.sync(lead)).toMatchObject({ outcome: 'dropped' });
    expect(office.crm.calls).toEqual({ records: 0, tasks: 0 });
  });

  it('while another writer has the lead, and it is looked at again', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    const link = await office.link(lead);
    if (link) await office.links.claim(link, { now: MONDAY, until: minutesAfterMonday(2) });
    await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    expect(await office.sync(lead)).toMatchObject({ outcome: 'postponed' });
    expect(office.tasks).toMatchObject([{ done: false }]);
    expect(office.nudges.nextAt).toBe(addSeconds(MONDAY, 10));
    office.now = minutesAfterMonday(3);
    expect(await office.sync(lead)).toMatchObject({ outcome: 'written' });
    expect(office.tasks).toMatchObject([{ done: true }]);
  });

  it('of a lead whose person was erased while it was written, besides what was under way', async () => {
    const lead = await office.store('assigned');
    await new InMemoryPersonEraser(office.stores.world).erasePerson(lead.id, {
      persons: [],
      external: [],
      submissions: [],
    });
    expect(await office.sync(lead)).toMatchObject({ outcome: 'postponed' });
    expect([office.records, await office.link(lead)]).toEqual([[], undefined]);
  });

  it('when it comes too early', async () => {
    const lead = await office.store('assigned');
    expect(await office.sync(lead, { dueAt: minutesAfterMonday(20) })).toMatchObject({ outcome: 'postponed' });
    expect(office.nudges.nextAt).toBe(minutesAfterMonday(15));
    expect(office.records).toEqual([]);
  });
});

it('closes what it says of a lead that is closed', async () => {
  const lead = await office.store('working');
  await office.sync(lead);
  await commitOrThrow(office.stores.leads, closeLead(lead));
  await office.sync(lead);
  expect(office.records[0]?.values).toMatchObject({ baton_status: 'closed' });
});
