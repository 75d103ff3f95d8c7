import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { type Activity, recordActivity } from '../../../shared/use-cases/answers/record-activity.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

function record({ baton, deps, id }: StoppedBaton, activity: Partial<Activity> = {}) {
  const call = { lead: id, kind: 'call', at: baton.now, direction: 'outbound', rep: 'kim', key: 'crm-1' } as const;
  return recordActivity({ ...call, ...activity }, baton.now, deps);
}

it('counts a contact by the owner as the first response, once', async () => {
  const started = await anAssignedLead();
  expect(await record(started)).toMatchObject({ outcome: 'first_response' });
  expect(await record(started)).toEqual({ outcome: 'repeated', lead: started.id });
  expect(await started.baton.lead(started.id)).toMatchObject({
    stage: { state: 'working' },
    contacts: [started.baton.now],
  });
});

it('notes a contact by somebody else, which stops no clock', async () => {
  const started = await anAssignedLead();
  expect(await record(started, { rep: 'lea' })).toMatchObject({ outcome: 'contact_noted' });
  expect(await started.baton.lead(started.id)).toMatchObject({
    stage: { state: 'assigned' },
    contacts: [started.baton.now],
  });
});

it('adds what the person did as a touchpoint', async () => {
  const started = await anAssignedLead();
  expect(await record(started, { direction: 'inbound', kind: 'pricing_page', rep: undefined })).toMatchObject({
    outcome: 'touchpoint_added',
  });
  const { touchpoints } = await started.baton.lead(started.id);
  expect(touchpoints.map(({ touch }) => touch)).toEqual(['demo_request', 'pricing_page']);
});

it('refuses what happened in the future, too long ago, or to nobody', async () => {
  const started = await anAssignedLead();
  const { now } = started.baton;
  expect(await record(started, { at: addSeconds(now, 301) })).toMatchObject({ because: 'in_future' });
  expect(await record(started, { at: addSeconds(now, -91 * 24 * 3600) })).toMatchObject({ because: 'too_old' });
  expect(await record(started, { lead: undefined })).toMatchObject({ because: 'no_such_lead' });
  expect((await started.baton.eventTypesOf(started.id)).at(-1)).toBe('LeadAssigned');
});

it('says which system it was logged in', async () => {
  const started = await anAssignedLead();
  await record(started, { via: 'hubspot' });
  const [last] = (await started.deps.leads.timeline(started.id)).slice(-1);
  expect(last).toMatchObject({ type: 'FirstResponseMade', data: { how: 'call', via: 'hubspot' } });
});

it.each([
  ['a call that was long enough', { kind: 'call', seconds: 30 }, 'first_response'],
  ['a call that was too short', { kind: 'call', seconds: 29 }, 'contact_noted'],
  ['a call of unknown length', { kind: 'call' }, 'contact_noted'],
  ['a kind that the plan leaves out', { kind: 'email_sent' }, 'contact_noted'],
  ['a code that the plan cannot name', { kind: 'whatsapp' }, 'first_response'],
  ['a reply, which the plan counts', { kind: 'reply', direction: 'inbound' }, 'first_response'],
] as const)('counts by the plan: %s', async (_, activity, outcome) => {
  const what = [
    { kind: 'call', minSeconds: 30 },
    { kind: 'reply', minSeconds: 0 },
  ] as const;
  const started = await anAssignedLead({ plan: { touchedBy: { who: 'owner', what } } });
  expect(await record(started, activity)).toMatchObject({ outcome });
});

it('takes a reply as a touchpoint if the plan does not count it', async () => {
  const started = await anAssignedLead();
  expect(await record(started, { kind: 'reply', direction: 'inbound', via: 'hubspot' })).toMatchObject({
    outcome: 'touchpoint_added',
    lead: { stage: { state: 'assigned' } },
  });
});

it('counts a contact by a colleague if the plan says so, but not by somebody unknown', async () => {
  const touchedBy = { who: 'anyone', what: [{ kind: 'call', minSeconds: 0 }] } as const;
  const started = await anAssignedLead({ plan: { touchedBy } });
  expect(await record(started, { rep: undefined, key: 'crm-0' })).toMatchObject({ outcome: 'contact_noted' });
  expect(await record(started, { rep: 'lea' })).toMatchObject({ outcome: 'first_response' });
  const [last] = (await started.deps.leads.timeline(started.id)).slice(-1);
  expect(last).toMatchObject({ actor: { kind: 'person', id: 'lea' }, data: { rep: 'kim' } });
});
