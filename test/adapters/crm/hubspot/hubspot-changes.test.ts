import { afterEach, describe, expect, it } from 'vitest';
import type { FakeCrm } from '../../../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../../../cli/fakes/crm/fake-hubspot.ts';
import { setStage } from '../../../../cli/fakes/crm/set-stage.ts';
import { HubSpotChanges } from '../../../../shared/adapters/crm/hubspot/hubspot-changes.ts';
import { addSeconds, instantOf } from '../../../../shared/domain/instant.ts';
import { crmChangesContract, type ReadableCrm } from '../../contracts/crm-changes-contract.ts';
import { crmStagesContract } from '../../contracts/crm-stages-contract.ts';

const started: FakeCrm[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});

const DIRECTIONS = { email_sent: 'EMAIL', reply: 'INCOMING_EMAIL' } as const;

async function aHubSpot(): Promise<ReadableCrm> {
  const fake = await startFakeHubSpot();
  started.push(fake);
  let kept = fake.secret();
  const token = async (fresh: boolean) => {
    if (fresh) kept = fake.secret();
    return kept;
  };
  let ids = 100;
  const addRecord = (lead: string) => {
    const id = String(++ids);
    fake.records.set(id, { id, email: `${id}@berg.example`, deleted: false, values: { baton_lead: lead } });
    return id;
  };
  return {
    fake,
    changes: new HubSpotChanges({ url: fake.url, local: true, token, leadProperty: 'baton_lead' }),
    addRecord,
    addPerson: addRecord,
    setStage: (record, value) => {
      const found = fake.records.get(record);
      if (found) setStage(found, 'hs_lead_status', value);
    },
    makeDeal: ({ id, records, outcome, stage = 'presentation', user = null, at, changedAt, amount = null }) => {
      const values = {
        hs_is_closed_won: String(outcome === 'won'),
        hs_is_closed_lost: String(outcome === 'lost'),
        hs_v2_date_entered_current_stage: at,
        closedate: addSeconds(at, 30 * 86_400),
        amount,
        dealstage: stage,
        hubspot_owner_id: user,
      };
      fake.activities.set(id, { id, object: 'deals', records, changedAt, values });
    },
    log: ({ id, kind, record, at, seconds }) => {
      const common = { id, records: [record], changedAt: at };
      const own = { hs_timestamp: at, hubspot_owner_id: 'u2' };
      if (kind === 'call') {
        const length = { hs_call_duration: seconds === undefined ? null : String(seconds * 1000) };
        fake.activities.set(id, { ...common, object: 'calls', values: { ...own, ...length } });
      } else if (kind === 'meeting') {
        fake.activities.set(id, { ...common, object: 'meetings', values: { ...own, hs_meeting_start_time: at } });
      } else {
        const values = { ...own, hs_email_direction: DIRECTIONS[kind], hs_email_status: 'SENT' };
        fake.activities.set(id, { ...common, object: 'emails', values });
      }
    },
    kindOf: (kind) =>
      ({
        call: 'calls',
        meeting: 'meetings',
        email_sent: 'emails',
        reply: 'emails',
        deal: 'deals',
        record: 'contacts',
      })[kind],
  };
}

describe('HubSpot', () => {
  crmChangesContract(aHubSpot);
  crmStagesContract(aHubSpot);

  const at = instantOf(Date.now() - 60_000);
  it.each([
    ['calls', { hs_call_status: 'NO_ANSWER' }],
    ['calls', { hs_call_status: 'BUSY' }],
    ['emails', { hs_email_direction: 'DRAFT_EMAIL' }],
    ['emails', { hs_email_direction: 'EMAIL', hs_email_status: 'BOUNCED' }],
    ['emails', { hs_email_direction: 'EMAIL', hs_email_status: 'SCHEDULED' }],
    ['meetings', { hs_meeting_outcome: 'NO_SHOW', hs_meeting_start_time: at }],
    ['meetings', { hs_meeting_outcome: 'SCHEDULED', hs_meeting_start_time: at }],
    ['meetings', { hs_meeting_start_time: instantOf(Date.now() + 3_600_000) }],
  ])('has no contact in %s with %o, and still goes on from there', async (object, values) => {
    const { fake, changes, addRecord } = await aHubSpot();
    const records = [addRecord('lead_1')];
    fake.activities.set('71', { id: '71', object, records, changedAt: at, values: { hs_timestamp: at, ...values } });
    const query = { from: addSeconds(at, -60), now: instantOf(Date.now()), isTaken: () => false };
    expect(await changes.read({ kind: object, ...query })).toEqual({
      ok: true,
      value: { changes: [], isComplete: true, readUntil: at },
    });
  });

  it.each([
    [{ amount: '900', amount_in_home_currency: '1000', deal_currency_code: 'EUR' }, { amount: 1000 }],
    [
      { amount: '900', deal_currency_code: 'EUR' },
      { amount: 900, currency: 'EUR' },
    ],
    [{ amount: 'much', deal_currency_code: 'EUR' }, {}],
    [{ hs_v2_date_entered_current_stage: null, closedate: addSeconds(at, -30) }, { at: addSeconds(at, -30) }],
    [{ hs_v2_date_entered_current_stage: null, closedate: addSeconds(at, 30) }, { at }],
  ])('reads what a deal with %o is worth, and since when it is over: %o', async (more, expected) => {
    const { fake, changes, addRecord } = await aHubSpot();
    const values = { hs_is_closed_won: 'true', hs_v2_date_entered_current_stage: at, ...more };
    fake.activities.set('801', { id: '801', object: 'deals', records: [addRecord('lead_1')], changedAt: at, values });
    const query = { from: addSeconds(at, -60), now: instantOf(Date.now()), isTaken: () => false };
    const page = await changes.read({ kind: 'deals', ...query });
    const [{ about: _, ...deal } = { about: [] }] = page.ok ? page.value.changes : [];
    expect(deal).toEqual({ type: 'deal', id: '801', changedAt: at, outcome: 'won', at, ...expected });
  });

  it('tells which deals were deleted, which no search finds any more', async () => {
    const { fake, changes, makeDeal } = await aHubSpot();
    for (const id of ['801', '802']) makeDeal({ id, records: [], outcome: 'open', at, changedAt: at });
    Object.assign(fake.activities.get('801')?.values ?? {}, { archived: true });
    expect(await changes.deletedDeals(['801', '802', '404'])).toEqual({ ok: true, value: ['801'] });
    const query = { from: addSeconds(at, -60), now: instantOf(Date.now()), isTaken: () => false };
    expect(await changes.read({ kind: 'deals', ...query })).toMatchObject({ value: { changes: [{ id: '802' }] } });
    fake.faults.down = true;
    expect(await changes.deletedDeals(['801'])).toMatchObject({ ok: false, problem: { code: 'server_error' } });
  });

  it('comes further, however much was changed in the time that is read again', async () => {
    const { changes, addRecord, log } = await aHubSpot();
    const record = addRecord('lead_1');
    const readUntil = addSeconds(at, -60);
    const logAt = (id: number, seconds: number) =>
      log({ id: String(id), kind: 'call', record, at: addSeconds(readUntil, seconds) });
    // More than fit into one search.
    for (let index = 0; index < 50; index += 1) logAt(100 + index, index - 200);
    logAt(200, 10);
    const query = { kind: 'calls', from: addSeconds(readUntil, -changes.overlapSeconds), now: instantOf(Date.now()) };
    const again = await changes.read({ ...query, isTaken: ({ id }) => id !== '200' });
    expect(again).toMatchObject({ ok: true, value: { changes: [{ id: '200' }], isComplete: true } });
  });

  it('stops a search in what is new, and says up to when it came', async () => {
    const { changes, addRecord, log } = await aHubSpot();
    const record = addRecord('lead_1');
    const from = addSeconds(at, -600);
    const first = changes.overlapSeconds + 1;
    for (let index = 0; index < 50; index += 1)
      log({ id: String(100 + index), kind: 'call', record, at: addSeconds(from, first + index) });
    const page = await changes.read({ kind: 'calls', from, now: instantOf(Date.now()), isTaken: () => false });
    if (!page.ok) throw new Error(page.problem.code);
    expect(page.value.isComplete).toBe(false);
    expect(page.value.readUntil).toBe(page.value.changes.at(-1)?.changedAt);
    expect(page.value.changes.length).toBeLessThan(50);
  });

  it('tells what a workflow did from what a person did', async () => {
    const { fake, changes, addRecord } = await aHubSpot();
    const record = addRecord('lead_1');
    fake.setOwner(record, 'u3', { byPerson: false });
    expect(await changes.record(record)).toMatchObject({ value: { owner: 'u3', ownerChange: { byPerson: false } } });
  });

  it('asks for what is new only about contacts that Baton knows, and looks nothing up that was taken', async () => {
    const { fake, changes, addRecord, log } = await aHubSpot();
    const stranger = addRecord('');
    fake.setOwner(stranger, 'u2');
    log({ id: '71', kind: 'call', record: stranger, at });
    const query = { from: addSeconds(at, -60), now: instantOf(Date.now()) };
    expect(await changes.read({ kind: 'contacts', ...query, isTaken: () => false })).toMatchObject({
      value: { changes: [] },
    });
    fake.calls.length = 0;
    await changes.read({ kind: 'calls', ...query, isTaken: () => true });
    expect(fake.calls).toEqual(['POST /crm/v3/objects/calls/search']);
  });
});
