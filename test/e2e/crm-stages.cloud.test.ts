import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { FakeCrm } from '../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../cli/fakes/crm/fake-hubspot.ts';
import { setStage } from '../../cli/fakes/crm/set-stage.ts';
import { repRoutes } from '../../shared/api/reps.ts';
import { runBaton } from './baton-command.ts';
import { connectCrm } from './connect-crm.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { createScheduledRun } from './run-scheduled.ts';

const { endpoint, keys, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const readCrm = createScheduledRun('ReadCrm', { endpoint, region, credentials });
/** The CRM's users behind the reps of the team. */
const USERS: Readonly<Record<string, string>> = { 'ada.north': 'u3', 'ben.south': 'u2' };

let crm: FakeCrm;

/** A lead of a person whom the CRM knows. */
async function postKnownLead() {
  const fields = aNewPerson({ product: 'pair', language: 'de' });
  const id = await postLead(fields);
  const { owner } = await waitForOwner(id);
  const record = await eventually(async () => {
    const found = [...crm.records.values()].find(({ email }) => email === fields.email);
    expect(found?.values).toMatchObject({ baton_lead: id, hubspot_owner_id: USERS[owner] });
    return found?.id ?? '';
  });
  return { id, owner, record };
}

async function openSlotsOf(rep: string): Promise<number> {
  const reply = await call('GET', `/v1/reps/${rep}`, { key: keys.admin });
  return repRoutes.getRep.replies[200].parse(reply.json()).load.open;
}

beforeAll(async () => {
  crm = await startFakeHubSpot();
  await connectCrm(crm.secret(), '--url', crm.url);
  await runBaton('crm', 'map', '--likely', '--apply');
  // The relay keeps the settings for a moment; until then it nudges nobody.
  await eventually(async () => {
    await postLead(aNewPerson({ product: 'pair', language: 'de' }));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(crm.records.size).toBeGreaterThan(0);
  });
  // Reads what happens from now on.
  await readCrm();
});
afterAll(async () => {
  await runBaton('crm', 'disconnect');
  await crm.close();
});

it('a deal that moves changes how much room its rep has, and takes its weight with it when it is won', async () => {
  const { id, owner, record } = await postKnownLead();
  const before = await openSlotsOf(owner);
  await answerLead(id, { epoch: 1, answer: 'contacted' });
  /** Somebody moves the deal. */
  const move = (dealstage: string, more: object = {}) => {
    const changedAt = new Date().toISOString();
    const own = { dealstage, hubspot_owner_id: USERS[owner] ?? '', hs_v2_date_entered_current_stage: changedAt };
    crm.activities.set('50001', {
      id: '50001',
      object: 'deals',
      records: [record],
      changedAt,
      values: { ...own, ...more },
    });
  };
  for (const [stage, slots] of [
    ['appointmentscheduled', 2],
    ['contractsent', 0.5],
  ] as const) {
    move(stage);
    await eventually(async () => {
      await readCrm();
      expect(await openSlotsOf(owner)).toBe(before - 1 + slots);
    });
  }
  move('closedwon', { hs_is_closed_won: 'true', amount: '9000' });
  await eventually(async () => {
    await readCrm();
    expect(await readLead(id)).toMatchObject({ state: 'closed', outcome: 'converted' });
  });
  expect(await openSlotsOf(owner)).toBe(before - 1);
  const moved = (await readTimeline(id)).filter(({ type }) => type === 'DealMoved');
  expect(moved).toMatchObject([
    { data: { stage: 'appointmentscheduled', rep: owner, via: 'hubspot', weight: 2 } },
    { data: { stage: 'contractsent', rep: owner, via: 'hubspot', weight: 0.5 } },
  ]);
});

it('a stage of the life cycle that is set in the CRM takes the lead on, and what Baton writes then changes nothing', async () => {
  const { id, owner, record } = await postKnownLead();
  /** Somebody sets the stage, and Baton reads it. */
  const set = async (stage: string, expected: object) => {
    const found = crm.records.get(record);
    if (found) setStage(found, 'lifecyclestage', stage);
    await eventually(async () => {
      await readCrm();
      expect(await readLead(id)).toMatchObject(expected);
    });
  };
  await set('salesqualifiedlead', { state: 'working', owner });
  await eventually(async () => expect(crm.records.get(record)?.values.baton_status).toBe('qualified'));
  await set('customer', { state: 'closed', outcome: 'converted' });
  await eventually(async () => expect(crm.records.get(record)?.values.baton_status).toBe('closed'));
  await readCrm();
  const events = (await readTimeline(id)).slice(-2);
  expect(events).toMatchObject([
    { type: 'LeadQualified', actor: { kind: 'system' }, data: { rep: owner, via: 'hubspot' } },
    { type: 'LeadClosed', actor: { kind: 'system' }, data: { outcome: 'converted', rep: owner, via: 'hubspot' } },
  ]);
});
