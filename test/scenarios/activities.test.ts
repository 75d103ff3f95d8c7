import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { type Activity, recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { aRecycling } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const CRM_ID = 'hubspot:901';

async function anOffice(): Promise<VirtualBaton> {
  const stop = { cycles: 3, contacts: { most: 2, withinSeconds: 60 * DAY }, then: 'close' } as const;
  return aBaton({ plan: { recycling: aRecycling({ stop }) }, switches: SWEEP_ONLY });
}

/** Reports an activity as a CRM would: a page visit just now, by default. */
function reportActivity(baton: VirtualBaton, activity: Partial<Activity>) {
  const key = `${activity.kind} ${activity.at ?? baton.now}`;
  const visit = { kind: 'pricing_page', at: baton.now, direction: 'inbound', key } as const;
  return recordActivity({ ...visit, ...activity }, baton.now, baton.deps);
}

const call = (lead: string, rep?: string) => ({ lead, kind: 'call', direction: 'outbound', rep }) as const;

describe('an activity of a person in another system', () => {
  it('is a touchpoint of the lead with that id, which is scored again', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada', { crm_record: CRM_ID, touch: 'newsletter' }));
    expect(await baton.lead(id)).toMatchObject({ externalIds: [CRM_ID], score: { behaviour: 0 } });
    const taken = await reportActivity(baton, { externalId: CRM_ID, kind: 'webinar' });
    expect(taken).toMatchObject({ outcome: 'touchpoint_added', lead: { id } });
    expect((await baton.lead(id)).touchpoints.at(-1)).toMatchObject({ touch: 'webinar', source: 'hubspot' });
    expect(await reportActivity(baton, { externalId: CRM_ID, kind: 'demo_request' })).toMatchObject({
      outcome: 'recycled',
    });
    await baton.settle();
    expect(await baton.lead(id)).toMatchObject({ score: { behaviour: 45 }, stage: { state: 'assigned' } });
    await expectInvariants(baton);
  });

  it('counts once, however often it is reported', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    const visit = { lead: id, key: 'visit 1' };
    expect(await reportActivity(baton, visit)).toMatchObject({ outcome: 'touchpoint_added' });
    expect(await reportActivity(baton, visit)).toEqual({ outcome: 'repeated', lead: id });
    const both = await Promise.all([1, 2].map(() => reportActivity(baton, { lead: id, key: 'visit 2' })));
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['repeated', 'touchpoint_added']);
    expect((await baton.lead(id)).touchpoints).toHaveLength(3);
  });

  it('counts for each person it names by the same id', async () => {
    const baton = await anOffice();
    const ids = [await baton.postOne(aDemoRequest('ada')), await baton.postOne(aDemoRequest('bea'))];
    for (const lead of ids)
      expect(await reportActivity(baton, { lead, key: 'webinar 5' })).toMatchObject({ outcome: 'touchpoint_added' });
    for (const lead of ids)
      expect(await reportActivity(baton, { lead, key: 'webinar 5' })).toMatchObject({ outcome: 'repeated' });
  });

  it('is sorted among the touchpoints by time, and has no effect on a lead that went to nurture later', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    await advanceByDueDates(baton, HOUR);
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(baton.now, 90 * DAY) });
    const at = addSeconds(baton.now, -2 * HOUR);
    expect(await reportActivity(baton, { lead: id, kind: 'demo_request', at })).toMatchObject({
      outcome: 'touchpoint_added',
    });
    const lead = await baton.lead(id);
    expect(lead.touchpoints.map((touch) => touch.at)).toEqual([...lead.touchpoints.map((touch) => touch.at)].sort());
    expect(lead.stage).toMatchObject({ state: 'nurturing' });
    expect(await reportActivity(baton, { lead: id, kind: 'demo_request' })).toMatchObject({ outcome: 'recycled' });
  });

  it('is scored, and a reply returns the lead, even if a person assigned it before it was routed', async () => {
    const baton = await aBaton({ switches: { ...SWEEP_ONLY, events: false } });
    const id = await baton.postOne(aDemoRequest());
    await assignManually({ leadId: id, epoch: 0, rep: 'kim', overCap: false, by: 'dana', now: baton.now }, baton.deps);
    expect(await reportActivity(baton, { lead: id, kind: 'webinar' })).toMatchObject({ outcome: 'touchpoint_added' });
    expect(await baton.lead(id)).toMatchObject({ score: { behaviour: 45 }, stage: { owner: 'kim' } });
    const unscored = await baton.postOne(aDemoRequest('bea'));
    await assignManually(
      { leadId: unscored, epoch: 0, rep: 'lea', overCap: false, by: 'dana', now: baton.now },
      baton.deps,
    );
    await answerAsOwner(baton, unscored, { answer: 'not_now', until: addSeconds(baton.now, 90 * DAY) });
    expect(await reportActivity(baton, { lead: unscored, kind: 'reply' })).toMatchObject({ outcome: 'recycled' });
  });

  it('does not reopen a closed lead', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
    const before = await baton.lead(id);
    expect(await reportActivity(baton, { lead: id, kind: 'demo_request' })).toEqual({ outcome: 'closed', lead: id });
    expect(await baton.lead(id)).toEqual(before);
  });
});

describe('a contact reported by a CRM', () => {
  it('is the first response when the owner made it, and further work after that', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    const owner = (await baton.lead(id)).accountable;
    expect(await reportActivity(baton, call(id, owner))).toMatchObject({ outcome: 'first_response', contactsLeft: 1 });
    await advanceByDueDates(baton, HOUR);
    expect(await reportActivity(baton, call(id, owner))).toMatchObject({ outcome: 'worked', contactsLeft: 0 });
    expect((await baton.lead(id)).contacts).toHaveLength(2);
    await expectInvariants(baton);
  });

  it('is the first response when the CRM rounds its time down to the minute of the assignment', async () => {
    const baton = await anOffice();
    await baton.advance(30);
    const id = await baton.postOne(aDemoRequest());
    const owner = (await baton.lead(id)).accountable;
    const at = addSeconds(baton.now, -30);
    expect(await reportActivity(baton, { ...call(id, owner), at })).toMatchObject({ outcome: 'first_response' });
  });

  it.each([
    ['somebody else made it', 'somebody.else', 0],
    ['its author is unknown', undefined, 0],
    ['it was before the owner had the lead', 'owner', -HOUR],
  ])('is noted when %s', async (_, rep, seconds) => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    const by = rep === 'owner' ? (await baton.lead(id)).accountable : rep;
    const at = addSeconds(baton.now, seconds);
    expect(await reportActivity(baton, { ...call(id, by), at })).toMatchObject({
      outcome: 'contact_noted',
      contactsLeft: 1,
    });
    expect(await baton.lead(id)).toMatchObject({ contacts: [at], stage: { state: 'assigned' } });
  });

  it('has already happened, so no cap refuses it, but it counts', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    for (const key of ['a', 'b', 'c']) await reportActivity(baton, { ...call(id), key });
    expect((await baton.lead(id)).contacts).toHaveLength(3);
    expect(await answerAsOwner(baton, id, { answer: 'contacted' })).toMatchObject({ because: 'contact_cap' });
  });
});

describe('an activity is refused', () => {
  it.each([
    ['no_such_lead', { externalId: 'hubspot:none' }, 0],
    ['no_such_lead', { lead: 'lead_none' }, 0],
    ['too_old', {}, -91 * DAY],
    ['in_future', {}, HOUR],
  ])('as %s: %j, %i seconds from now', async (because, named, seconds) => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    const at = addSeconds(baton.now, seconds);
    const activity = Object.keys(named).length > 0 ? named : { lead: id };
    expect(await reportActivity(baton, { ...activity, at })).toEqual({ outcome: 'refused', because });
  });

  it('when its two ids are of two open leads', async () => {
    const baton = await anOffice();
    await baton.postOne(aDemoRequest('ada', { crm_record: CRM_ID }));
    const other = await baton.postOne(aDemoRequest('bea'));
    const taken = await reportActivity(baton, { lead: other, externalId: CRM_ID });
    expect(taken).toEqual({ outcome: 'refused', because: 'other_lead' });
  });
});

describe('an external id', () => {
  it('is learned from an activity that also names the lead', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    await reportActivity(baton, { lead: id, externalId: CRM_ID });
    expect(await reportActivity(baton, { externalId: CRM_ID, kind: 'webinar' })).toMatchObject({ lead: { id } });
    expect((await baton.lead(id)).externalIds).toEqual([CRM_ID]);
  });

  it('turns a form with another address of the same person into a touchpoint, and stays with the lead that had it first', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada', { crm_record: '901' }));
    expect(await baton.deps.leads.leadOfExternalId('website:901')).toBe(id);
    expect(await baton.postOne(aDemoRequest('ada.north', { crm_record: '901', name: 'A. N.' }))).toBe(id);
    const other = await baton.postOne(aDemoRequest('bea'));
    expect(await baton.postOne(aDemoRequest('bea', { crm_record: '901' }))).toBe(other);
    expect((await baton.lead(other)).externalIds).toEqual([]);
  });

  it('cannot be claimed through a form field, unless the source maps that field to it', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada', { crm_record: CRM_ID }));
    const forged = { crm_id: CRM_ID, external_id: CRM_ID, data: { 'CRM record id': CRM_ID } };
    const stranger = await baton.postOne(aDemoRequest('mallory', forged));
    expect(stranger).not.toBe(id);
    expect((await baton.lead(stranger)).externalIds).toEqual([]);
    expect(await reportActivity(baton, { externalId: CRM_ID, kind: 'webinar' })).toMatchObject({ lead: { id } });
  });

  it('is not claimed twice when another lead gets it at the same time, and nothing is mistaken for a duplicate', async () => {
    const baton = await anOffice();
    const ids = [await baton.postOne(aDemoRequest('ada')), await baton.postOne(aDemoRequest('bea'))];
    const both = await Promise.all(ids.map((lead) => reportActivity(baton, { lead, externalId: CRM_ID })));
    expect(both).toMatchObject([{ outcome: 'touchpoint_added' }, { outcome: 'refused', because: 'other_lead' }]);
    expect(await baton.deps.leads.leadOfExternalId(CRM_ID)).toBe(ids[0]);
  });

  it('is not stored once the lead has too many', async () => {
    const baton = await anOffice();
    const lead = await baton.postOne(aDemoRequest());
    for (let n = 1; n <= 25; n += 1)
      expect(await reportActivity(baton, { lead, externalId: `hubspot:${n}`, key: `visit ${n}` })).toMatchObject({
        lead: { id: lead },
      });
    const { externalIds, touchpoints: touches } = await baton.lead(lead);
    expect(externalIds).toEqual(Array.from({ length: 20 }, (_, n) => `hubspot:${n + 1}`));
    expect(touches).toHaveLength(26);
    expect(await baton.deps.leads.leadOfExternalId('hubspot:21')).toBeUndefined();
    expect(await reportActivity(baton, { externalId: 'hubspot:20', key: 'last' })).toMatchObject({
      outcome: 'touchpoint_added',
    });
  });

  it('passes from a closed lead to the next one', async () => {
    const baton = await anOffice();
    const old = await baton.postOne(aDemoRequest('ada', { crm_record: CRM_ID }));
    await answerAsOwner(baton, old, { answer: 'disqualified', reason: 'no_need' });
    const id = await baton.postOne(aDemoRequest('ada', { crm_record: CRM_ID, message: 'again' }));
    expect(id).not.toBe(old);
    expect(await reportActivity(baton, { externalId: CRM_ID })).toMatchObject({ lead: { id } });
  });
});
