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
