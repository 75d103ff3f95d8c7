import { beforeEach, describe, expect, it } from 'vitest';
import { newCrmLink } from '../../../shared/domain/crm/crm-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { syncLeads } from '../../../shared/use-cases/crm/sync-leads.ts';
import { MAX_CRM_ATTEMPTS } from '../../../shared/use-cases/crm/write-planned.ts';
import { commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { makeFirstResponse } from '../../support/builders/moves.ts';
import { aCrmOffice, type CrmOffice, SETTINGS } from './a-crm-office.ts';

let office: CrmOffice;
beforeEach(async () => {
  office = await aCrmOffice();
});

describe('a write that fails', () => {
  it('is tried again later, by one message', async () => {
    const lead = await office.store('assigned');
    office.crm.failing = { code: 'server_error' };
    expect(await office.sync(lead)).toMatchObject({ outcome: 'retried', because: 'server_error' });
    const nextAt = addSeconds(MONDAY, 5);
    expect(office.nudges.nextAt).toBe(nextAt);
    expect(await office.link(lead)).toMatchObject({ status: 'retrying', attempts: 1, because: 'server_error', nextAt });
    office.crm.failing = undefined;
    office.now = nextAt;
    for (const { dueAt = '' } of office.nudges.receive()) await office.sync(lead, { dueAt });
    const link = await office.link(lead);
    expect(link).toMatchObject({ status: 'synced', attempts: 0 });
    expect([link?.nextAt, link?.because]).toEqual([undefined, undefined]);
  });

  it('waits as long as the CRM asks', async () => {
    const lead = await office.store('assigned');
    office.crm.failing = { code: 'daily_limit', retryAfterSeconds: 600 };
    await office.sync(lead);
    expect(office.nudges.nextAt).toBe(addSeconds(MONDAY, 600));
  });

  it('needs no other attempt once nothing is left to write', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    const working = await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    office.crm.failing = { code: 'unreachable' };
    await office.sync(working);
    office.connection = office.connection && { ...office.connection, settings: { ...SETTINGS, fields: {} } };
    office.crm.failing = undefined;
    await office.links.save({
      ...newCrmLink(lead.id, 'hubspot', MONDAY),
      ...(await office.link(lead)),
      task: undefined,
    });
    office.now = (await office.link(lead))?.nextAt ?? '';
    expect(await office.sync(lead, { dueAt: office.now })).toMatchObject({ outcome: 'unchanged' });
    expect(await office.link(lead)).toMatchObject({ status: 'synced', attempts: 0 });
  });

  it('is given up after the last attempt, and at once where another one would fail too', async () => {
    const [lead, other] = [await office.store('assigned'), await office.store('assigned')];
    office.crm.failing = { code: 'unreachable' };
    for (let attempt = 1; attempt < MAX_CRM_ATTEMPTS; attempt += 1) {
      const dueAt = (await office.link(lead))?.nextAt;
      expect(await office.sync(lead, dueAt === undefined ? {} : { dueAt })).toMatchObject({ outcome: 'retried' });
      office.now = (await office.link(lead))?.nextAt ?? '';
    }
    expect(await office.sync(lead, { dueAt: office.now })).toMatchObject({
      outcome: 'given_up',
      because: 'unreachable',
    });
    expect(await office.link(lead)).toMatchObject({ status: 'failed', attempts: MAX_CRM_ATTEMPTS });
    office.crm.failing = { code: 'duplicate_rule' };
    expect(await office.sync(other)).toMatchObject({ outcome: 'given_up', because: 'duplicate_rule' });
  });

  it('queues the next attempt before it says that there is one', async () => {
    const lead = await office.store('assigned');
    office.crm.failing = { code: 'unreachable' };
    const { nudges: _, ...rest } = office.deps;
    const deps = { ...rest, nudges: { send: () => Promise.reject(new Error('no queue')) } };
    await expect(syncLeads([{ nudge: { lead: lead.id }, received: 1 }], MONDAY, deps)).rejects.toThrow('no queue');
    expect(await office.link(lead)).toMatchObject({ status: 'synced' });
  });
});

describe('a task', () => {
  it('that fails is tried again alone: the record is not written twice', async () => {
    const lead = await office.store('assigned');
    office.crm.failingTasks = { code: 'rate_limited' };
    expect(await office.sync(lead)).toMatchObject({ outcome: 'retried' });
    office.crm.failingTasks = undefined;
    office.now = (await office.link(lead))?.nextAt ?? '';
    expect(await office.sync(lead, { dueAt: office.now })).toMatchObject({ outcome: 'written' });
    expect([office.crm.calls, office.tasks.length]).toEqual([{ records: 1, tasks: 2 }, 1]);
  });

  it('whose making was not confirmed is not made twice', async () => {
    const lead = await office.store('assigned');
    office.crm.losesNextAnswer = true;
    expect(await office.sync(lead)).toMatchObject({ outcome: 'retried', because: 'timeout' });
    expect(await office.link(lead)).toMatchObject({ task: { state: 'making' } });
    await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    office.now = (await office.link(lead))?.nextAt ?? '';
    expect(await office.sync(lead, { dueAt: office.now })).toMatchObject({ outcome: 'written' });
    expect(office.tasks).toMatchObject([{ done: true }]);
  });

  it('that somebody deleted is not made again', async () => {
    const lead = await office.store('assigned');
    await office.sync(lead);
    office.crm.tasks.clear();
    await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
    expect(await office.sync(lead)).toMatchObject({ outcome: 'written' });
    expect([office.tasks, (await office.link(lead))?.task?.state]).toEqual([[], 'gone']);
  });
});

it('makes no second record where somebody deleted the first one', async () => {
  const lead = await office.store('assigned');
  await office.sync(lead);
  office.crm.records.clear();
  await commitOrThrow(office.stores.leads, makeFirstResponse(lead));
  expect(await office.sync(lead)).toMatchObject({ outcome: 'given_up', because: 'record_deleted' });
  expect(await office.sync(lead)).toMatchObject({ outcome: 'dropped' });
  expect(office.records).toEqual([]);
});
