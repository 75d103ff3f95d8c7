import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { takeStages } from '../../../shared/use-cases/crm/take-stages.ts';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

const lifecycle = {
  customer: { to: 'converted' },
  salesqualifiedlead: { to: 'qualified' },
  working: { to: 'disqualified', reason: 'never' },
} as const;
const FOLLOWS = { crm: { lifecycle } };

/** Somebody sets a stage on the lead's record in the CRM. */
function set(office: ReadOffice, value: string, { property = 'lifecyclestage', at = office.now } = {}): void {
  const before = office.crm.changes.recordStages.get(office.record) ?? [];
  office.crm.changes.recordStages.set(office.record, [
    ...before.filter((stage) => stage.property !== property),
    { property, value, at },
  ]);
  office.crm.tellOf(office.record);
}
const lastEvent = async (office: ReadOffice) => (await office.events()).at(-1);

describe('a stage that a person sets in the CRM', () => {
  it('takes the lead on, and the timeline says where it was set', async () => {
    const office = await aReadOffice(FOLLOWS);
    set(office, 'salesqualifiedlead');
    expect((await office.read()).taken).toContainEqual({ outcome: 'stage_taken', leadId: office.id });
    expect(await lastEvent(office)).toMatchObject({ type: 'LeadQualified', data: { rep: 'kim', via: 'hubspot' } });
    office.pass(60);
    set(office, 'customer');
    await office.read();
    expect((await office.lead()).stage).toMatchObject({ state: 'closed', outcome: 'converted' });
    expect((await lastEvent(office))?.data).toMatchObject({ via: 'hubspot' });
  });

  it('does nothing twice, and nothing when it goes back', async () => {
    const office = await aReadOffice(FOLLOWS);
    set(office, 'salesqualifiedlead');
    await office.read();
    const before = await office.lead();
    for (const value of ['salesqualifiedlead', 'lead', 'constructor']) {
      office.pass(60);
      set(office, value);
      await office.read();
    }
    expect(await office.lead()).toEqual(before);
  });

  it('does nothing if the plan does not say so, and is not asked for then', async () => {
    const office = await aReadOffice();
    set(office, 'customer');
    const before = await office.lead();
    await office.read();
    expect(await office.lead()).toEqual(before);
  });

  it('does nothing if it was set before the lead came', async () => {
    const office = await aReadOffice(FOLLOWS);
    const { receivedAt } = await office.lead();
    set(office, 'customer', { at: addSeconds(receivedAt, -86_400) });
    await office.read();
    expect((await office.lead()).stage.state).toBe('assigned');
  });

  it('is not taken as set in the future', async () => {
    const office = await aReadOffice(FOLLOWS);
    set(office, 'customer', { at: '2099-01-01T00:00:00.000Z' });
    await office.read();
    expect((await office.lead()).stage).toMatchObject({ closedAt: office.now });
  });
});

it('what Baton wrote itself does nothing when it comes back, and nothing is written again', async () => {
  const office = await aReadOffice(FOLLOWS);
  set(office, 'working', { property: 'baton_status' });
  const { stages } = office.crm.changes;
  office.crm.changes.stages = () => Promise.reject(new Error('asked for what is known'));
  await office.read();
  office.crm.changes.stages = stages;
  expect((await office.lead()).stage.state).toBe('assigned');
  set(office, 'salesqualifiedlead');
  await office.read();
  for (let round = 0; round < 3; round++) {
    office.pass(60);
    await office.sync();
    const { version } = await office.lead();
    await office.read();
    expect((await office.lead()).version).toBe(version);
  }
});

describe('a record whose stages cannot be asked for', () => {
  const change = ({ record, id }: ReadOffice) => ({
    id: record,
    about: { record, formerRecords: [], lead: id },
    stages: [{ property: 'lifecyclestage', value: 'customer' }],
  });

  it.each([
    ['is looked at again', 'server_error', true],
    ['is passed over if that would not help', 'refused', false],
  ] as const)('%s', async (_, code, fails) => {
    const office = await aReadOffice(FOLLOWS);
    const connection = await office.deps.connection();
    if (!connection) throw new Error('no CRM');
    office.crm.changes.failing = { code };
    const taken = takeStages(change(office), { ...connection, now: office.now }, office.deps);
    if (fails) await expect(taken).rejects.toThrow('server_error');
    else expect(await taken).toEqual([]);
    expect((await office.lead()).stage.state).toBe('assigned');
  });
});
