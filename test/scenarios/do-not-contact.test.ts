import { describe, expect, it } from 'vitest';
import { recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { redriveQuarantined } from '../../shared/use-cases/intake/decide-quarantined.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { recyclePage } from '../../shared/use-cases/nurture/recycle-page.ts';
import { exportPerson } from '../../shared/use-cases/privacy/export-person.ts';
import { forgetPerson } from '../../shared/use-cases/privacy/forget-person.ts';
import { aDraft, aPlan, aRecycling } from '../support/builders/plan.ts';
import { countedInCells } from '../support/builders/tally.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { aListSource, importNames } from './a-list.ts';
import { expectInvariants } from './invariants.ts';
import { aSilencer, NORA, notificationsOf, WAYS_TO_NAME_NORA } from './silent-people.ts';

const ENDED = { state: 'closed', outcome: 'do_not_contact', reason: 'asked_by_mail' };

describe('a submission of somebody on the do-not-contact list', () => {
  it.each(WAYS_TO_NAME_NORA)('is kept, and its lead ends before anything is decided: %j', async (who) => {
    const baton = await aBaton();
    const { suppress } = aSilencer(baton);
    expect(await suppress(who)).toMatchObject({ outcome: 'listed', ended: [] });
    const id = await baton.postOne(NORA);
    await baton.advance(3 * DAY);
    const lead = await baton.lead(id);
    expect(lead).toMatchObject({ stage: ENDED, features: {} });
    expect([lead.dueAt, lead.accountable, lead.routing, lead.score]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived', 'ContactForbidden']);
    expect((await baton.deps.leads.timeline(id)).at(-1)?.data).toEqual({
      entry: expect.stringMatching(/^dnc_/),
      because: 'asked_by_mail',
    });
    expect(await baton.deps.leads.person(id)).toMatchObject({ email: NORA.email });
    expect(await baton.deps.leads.loadEnrichment(id)).toBeUndefined();
    expect(notificationsOf(baton)).toEqual([]);
    await expectInvariants(baton);
  });

  it('leaves everybody else alone', async () => {
    const baton = await aBaton();
    const { suppress } = aSilencer(baton);
    for (const who of WAYS_TO_NAME_NORA) await suppress(who);
    const others = [
      { ...NORA, email: 'nora@other.example', phone: '+49 30 23125199' },
      { ...NORA, email: 'nora@notlindwerk.example', phone: undefined },
    ];
    for (const person of others) expect((await baton.lead(await baton.postOne(person))).stage.state).toBe('assigned');
  });

  it('of a subdomain ends too, for an entry of the domain', async () => {
    const baton = await aBaton();
    await aSilencer(baton).suppress({ by: 'domain', domain: 'lindwerk.example' });
    const id = await baton.postOne(aDemoRequest('ivo', { email: 'ivo@mail.eu.lindwerk.example' }));
    expect((await baton.lead(id)).stage).toMatchObject(ENDED);
  });

  it('ends with any address that their leads know', async () => {
    const baton = await aBaton();
    await baton.postOne(NORA);
    const { externalIds } = await baton.lead(await baton.postOne({ ...NORA, crm_record: 'hubspot:7', message: 'me' }));
    expect(externalIds).toEqual(['hubspot:7']);
    await baton.post({ ...NORA, email: 'n.lind@home.example', crm_record: 'hubspot:7', message: 'at home' });
    await aSilencer(baton).suppress();
    const id = await baton.postOne({ email: 'n.lind@home.example', touch: 'demo_request', message: 'again' });
    expect((await baton.lead(id)).stage).toMatchObject(ENDED);
  });

  it('ends with their number and name alone, when they were entered by their address', async () => {
    const baton = await aBaton();
    await baton.postOne(NORA);
    await aSilencer(baton).suppress();
    const id = await baton.postOne({ name: 'Nora Lind', phone: NORA.phone, touch: 'demo_request' });
    expect((await baton.lead(id)).stage).toMatchObject(ENDED);
    const father = await baton.postOne({ name: 'Ivo Lind', phone: NORA.phone, touch: 'demo_request' });
    expect((await baton.lead(father)).stage.state).toBe('assigned');
  });

  it('is counted under its own outcome', async () => {
    const baton = await aBaton();
    await aSilencer(baton).suppress();
    await baton.postOne(NORA);
    expect(countedInCells(baton.deps)).toEqual({ received: 1, 'closed:do_not_contact': 1 });
  });

  it('ends too when it comes in an import list, or from the quarantine', async () => {
    const baton = await aBaton();
    await aSilencer(baton).suppress();
    const source = aListSource();
    const [listed = ''] = await importNames(baton, 1, { source, name: () => NORA });
    await baton.advance(2 * DAY);
    expect((await baton.lead(listed)).stage).toMatchObject(ENDED);
    const body = new TextEncoder().encode(JSON.stringify({ ...NORA, message: 'cut off' }).slice(0, -1));
    const { delivery } = await receiveDelivery(
      { source, body, contentType: 'application/json' },
      baton.now,
      baton.deps,
    );
    const corrected = {
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify({ ...NORA, message: 'whole' })),
    };
    const redriven = await redriveQuarantined({ id: delivery, by: 'dana', corrected, now: baton.now }, baton.deps);
    const [lead = ''] = 'leads' in redriven ? redriven.leads : [];
    await baton.advance(2 * DAY);
    expect((await baton.lead(lead)).stage).toMatchObject(ENDED);
    expect(notificationsOf(baton)).toEqual([]);
  });

  it('ends the open lead that it merges into, when it brings the number nobody may call', async () => {
    const baton = await aBaton();
    await aSilencer(baton).suppress({ by: 'number', phone: NORA.phone });
    const id = await baton.postOne({ ...NORA, phone: undefined });
    const { accountable } = await baton.lead(id);
    expect((await baton.lead(id)).stage.state).toBe('assigned');
    await baton.post({ ...NORA, message: 'with my number' });
    expect((await baton.lead(id)).stage).toMatchObject({ ...ENDED, owner: accountable });
    expect(notificationsOf(baton).at(-1)).toEqual([accountable, 'do_not_contact']);
  });

  it('is an ordinary lead after lifting, and its earlier lead stays closed', async () => {
    const baton = await aBaton();
    const { suppress, lift } = aSilencer(baton);
    await suppress();
    const first = await baton.postOne(NORA);
    expect(await lift()).toMatchObject({ outcome: 'lifted', entries: [{ lifted: { by: 'dana', because: 'agreed' } }] });
    const second = await baton.postOne({ ...NORA, message: 'I have changed my mind' });
    expect((await baton.lead(second)).stage.state).toBe('assigned');
    expect((await baton.lead(first)).stage).toMatchObject(ENDED);
    expect(await lift()).toEqual({ outcome: 'not_listed' });
  });
});

describe('an open lead of somebody who is entered in the list', () => {
  it.each(WAYS_TO_NAME_NORA)('ends at once, and its owner is told: %j', async (who) => {
    const baton = await aBaton();
    const id = await baton.postOne(NORA);
    const zoe = await baton.postOne(aDemoRequest('zoe'));
    const { accountable } = await baton.lead(id);
    expect(await aSilencer(baton).suppress(who)).toMatchObject({ outcome: 'listed', ended: [id] });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ ...ENDED, owner: accountable });
    expect(notificationsOf(baton).slice(2)).toEqual([[accountable, 'do_not_contact']]);
    expect((await baton.lead(zoe)).stage.state).toBe('assigned');
    const events = await baton.eventTypesOf(id);
    await baton.advance(2 * DAY);
    expect(await baton.eventTypesOf(id)).toEqual(events);
    await expectInvariants(baton);
  });

  it('ends wherever it is: before routing, in a queue, in a review queue, in nurture, in work', async () => {
    const baton = await aBaton({ plan: { recycling: aRecycling() }, reps: [{ id: 'kim' }] });
    const { suppress, deps } = aSilencer(baton);
    const domain = (name: string) => aDemoRequest(name, { email: `${name}@lindwerk.example` });
    const working = await baton.postOne(domain('working'));
    await answerAsOwner(baton, working, { answer: 'contacted' });
    const nurturing = await baton.postOne(domain('nurturing'));
    expect(
      await answerAsOwner(baton, nurturing, { answer: 'not_now', reason: 'later', until: '2026-12-24T09:00:00.000Z' }),
    ).toMatchObject({ outcome: 'done' });
    await baton.deps.plans.publish(aDraft({ plan: aPlan({ layers: [] }), text: 'plan: without rules\n' }));
    await baton.deps.plans.activate(2);
    const review = await baton.postOne(domain('review'));
    await baton.deps.plans.activate(1);
    const kim = await deps.reps.get('kim');
    if (kim)
      await deps.reps.save(
        { ...kim, cap: { open: 1 }, version: kim.version + 1 },
        { rep: 'kim', version: 2, at: baton.now, teams: [] },
      );
    const queued = await baton.postOne(domain('queued'));
    const body = new TextEncoder().encode(JSON.stringify(domain('received')));
    const source = { id: 'website', kind: 'generic', touch: 'demo_request' } as const;
    const raw = await receiveDelivery({ source, body, contentType: 'application/json' }, baton.now, baton.deps);
    const ids = [working, nurturing, review, queued, ...raw.leads];
    const stages = await Promise.all(ids.map(async (id) => (await baton.lead(id)).stage));
    expect(stages.map(({ state }) => state)).toEqual(['working', 'nurturing', 'waiting', 'waiting', 'received']);
    expect(stages.flatMap((stage) => ('place' in stage ? stage.place : []))).toEqual(['queue', 'team']);
    const { ended } = (await suppress({ by: 'domain', domain: 'lindwerk.example' })) as { ended: readonly string[] };
    expect([...ended].sort()).toEqual([...ids].sort());
    for (const id of ids) expect((await baton.lead(id)).stage).toMatchObject(ENDED);
    await expectInvariants(baton);
  });

  it('takes no activity, no manual assignment and no recycling', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(NORA);
    await aSilencer(baton).suppress();
    const visit = { lead: id, kind: 'pricing_page', direction: 'inbound', at: baton.now, key: 'visit' } as const;
    expect(await recordActivity(visit, baton.now, baton.deps)).toEqual({ outcome: 'closed', lead: id });
    const byHand = { leadId: id, epoch: 1, rep: 'lea', overCap: false, by: 'dana', now: baton.now };
    expect(await assignManually(byHand, baton.deps)).toEqual({ outcome: 'refused', because: 'closed' });
    expect(await recyclePage({ limit: 10 }, baton.now, baton.deps)).toMatchObject({ returned: 0 });
  });
});

describe('the list', () => {
  it('is entered once, and a repeated call ends what is open', async () => {
    const baton = await aBaton();
    const { suppress, deps } = aSilencer(baton);
    const first = await suppress();
    const again = await suppress({ by: 'email', email: ' Nora@Lindwerk.EXAMPLE ' });
    expect(again).toMatchObject({ outcome: 'already_listed', entries: 'entries' in first ? first.entries : [] });
    expect((await deps.doNotContactRecords.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('outlives the erasure of the person, and holds no word of them', async () => {
    const baton = await aBaton();
    const { suppress, deps } = aSilencer(baton);
    const id = await baton.postOne(NORA);
    await suppress();
    const who = { by: 'email', email: NORA.email } as const;
    const forgotten = await forgetPerson({ who, by: 'dana', because: 'request', now: baton.now }, deps);
    expect(forgotten).toMatchObject({ outcome: 'forgotten', erasure: { leads: [id] } });
    expect(await baton.lead(id)).toMatchObject({ stage: ENDED, forgottenAt: baton.now });
    expect((await baton.lead(id)).contactKeys).toBeUndefined();
    const kept = JSON.stringify([
      [...baton.deps.world.doNotContact],
      await deps.doNotContactRecords.list({ limit: 9 }),
    ]);
    expect(kept).not.toMatch(/nora|lind|2312/i);
    const again = await baton.postOne(NORA);
    expect(again).not.toBe(id);
    expect((await baton.lead(again)).stage).toMatchObject(ENDED);
  });

  it.each(WAYS_TO_NAME_NORA)('is said in an export of the person: %j', async (entered) => {
    const baton = await aBaton();
    const { suppress, deps } = aSilencer(baton);
    const who = { by: 'email', email: NORA.email } as const;
    await baton.postOne(NORA);
    expect((await exportPerson(who, deps))?.doNotContact).toEqual([]);
    await suppress(entered);
    expect((await exportPerson(who, deps))?.doNotContact).toMatchObject([
      { because: 'asked_by_mail', ticket: 'dsr-9' },
    ]);
  });
});
