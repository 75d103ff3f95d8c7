import { describe, expect, it } from 'vitest';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { exportPerson } from '../../shared/use-cases/privacy/export-person.ts';
import { aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { anErasableOffice, everything, post } from './an-erasable-office.ts';
import { expectInvariants } from './invariants.ts';

describe('after a person is forgotten', () => {
  it('no store holds a word of them', async () => {
    const { baton, canaries, w, records, person, forget } = await anErasableOffice();
    const first = await baton.postOne(person);
    await baton.post({ ...person, city: w('second city'), message: w('second message'), email: person.email });
    await baton.post({ ...person, email: `${w('other mail')}@${w('domain')}.example` });
    await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_need' });
    await baton.advance(HOUR);
    const second = await baton.postOne({ ...person, message: w('third message') });
    await post(baton, `${JSON.stringify({ ...person, note: w('cut off') }).slice(0, -1)}`);
    await post(baton, JSON.stringify({ ...person, note: w('paused') }), { paused: true });
    await baton.deps.deliveries.saveRefused({
      source: 'website',
      receivedAt: baton.now,
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(person)),
    });
    expect(first).not.toBe(second);
    const planted = canaries.in(await everything(baton, records));
    expect(planted).toEqual(
      expect.arrayContaining(['mail', 'message', 'third message', 'cut off', 'paused', 'external', 'industry']),
    );

    expect(await forget()).toMatchObject({ outcome: 'forgotten', erasure: { remaining: [], ticket: 'dsr-7' } });
    await baton.settle();

    expect(canaries.in(await everything(baton, records))).toEqual([]);
    await expectInvariants(baton);
  });

  it('by their number and name, it does not matter that they typed it with an extension and no country code', async () => {
    const { baton, forget } = await anErasableOffice();
    const said = { name: 'Noor Berg', country: 'Germany', touch: 'demo_request' };
    const id = await baton.postOne({ ...said, phone: '030 23125123 ext. 12' });
    expect(await forget({ by: 'phone', phone: '+49 30 23125123', name: 'Noor Berg' })).toMatchObject({
      outcome: 'forgotten',
      erasure: { leads: [id], remaining: [] },
    });
  });

  it('their open lead has ended, its owner knows without a word of the person, and no clock is left', async () => {
    const { baton, canaries, person, forget } = await anErasableOffice();
    const id = await baton.postOne(person);
    const { accountable } = await baton.lead(id);
    const ledgers = JSON.stringify([...baton.deps.world.ledgers]);
    const before = baton.deps.notifier.sent.length;
    await forget({ by: 'lead', lead: id });
    await baton.settle();
    expect(await baton.lead(id)).toMatchObject({
      stage: { state: 'closed', outcome: 'forgotten', reason: 'request', owner: accountable },
      externalIds: [],
    });
    expect((await baton.lead(id)).dueAt).toBeUndefined();
    const told = baton.deps.notifier.sent.slice(before).map(({ notice }) => notice);
    expect(told.map(({ to, occasion }) => [to, occasion])).toEqual([[accountable, 'forgotten']]);
    expect(canaries.in(JSON.stringify(told))).toEqual([]);
    expect(JSON.stringify([...baton.deps.world.ledgers])).toBe(ledgers);
    const events = await baton.eventTypesOf(id);
    await baton.advance(2 * DAY);
    expect(await baton.eventTypesOf(id)).toEqual(events);
    const late = {
      leadId: id,
      epoch: 1,
      answer: { answer: 'contacted' },
      by: { person: 'kim', onlyOwn: true },
    } as const;
    expect(await recordAnswer({ ...late, now: baton.now }, baton.deps)).toMatchObject({ outcome: 'refused' });
  });

  it('keeps what rules and reports need', async () => {
    const { baton, forget } = await anErasableOffice();
    const id = await baton.postOne(aDemoRequest('noor', { country: 'DE', employees: '1000', page: '/pricing' }));
    await forget({ by: 'email', email: 'noor@north.example' });
    const { features, routing, touchpoints } = await baton.lead(id);
    expect(features).toEqual({ band: 'hot', country: 'DE', employees: '1000' });
    expect([routing?.plan, touchpoints.length]).toEqual([1, 1]);
  });

  it('the same form again makes a new lead without a history', async () => {
    const { baton, person, email, forget } = await anErasableOffice();
    const first = await baton.postOne(person);
    await forget();
    const again = await baton.postOne(person);
    expect(again).not.toBe(first);
    const { earlierLeads, previousHolders, personKey } = await baton.lead(again);
    expect([earlierLeads, previousHolders, personKey]).toEqual([undefined, [], expect.any(String)]);
    expect(await forget({ by: 'email', email })).toMatchObject({ erasure: { leads: [again] } });
  });

  it('a retry by the sender brings nobody back, while a new request does', async () => {
    const { baton, canaries, records, person, forget } = await anErasableOffice();
    await baton.post(person, 'msg_1');
    await baton.post({ ...person, message: 'again' }, 'msg_2');
    await forget();
    const leads = baton.deps.world.leads.size;
    await baton.advance(HOUR);
    for (const [body, sentAs] of [
      [person, 'msg_1'],
      [{ ...person, message: 'again' }, 'msg_2'],
    ] as const)
      expect(await baton.post(body, sentAs)).toMatchObject({ outcome: 'erased', leads: [] });
    expect(baton.deps.world.leads.size).toBe(leads);
    expect(canaries.in(await everything(baton, records))).toEqual([]);

    for (const [body, sentAs] of [
      [{ ...person, message: 'new' }, 'msg_1'],
      [person, 'msg_3'],
      [person, undefined],
    ] as const)
      expect(await baton.post(body, sentAs)).toMatchObject({ outcome: 'processed' });
    expect(baton.deps.world.leads.size).toBe(leads + 1);
  });

  it('nobody else has lost anything', async () => {
    const { baton, deps, person, forget } = await anErasableOffice();
    const [theirs, other] = await Promise.all([baton.postOne(person), baton.postOne(aDemoRequest('zoe'))]);
    await post(baton, JSON.stringify([aDemoRequest('yan'), person]));
    const yan = (await deps.leads.list({ by: { state: 'assigned' }, limit: 100 })).items.length;
    await forget();
    expect(yan).toBe(3);
    expect(await deps.leads.person(theirs)).toBeUndefined();
    expect(await deps.leads.person(other)).toMatchObject({ email: 'zoe@north.example' });
    expect((await deps.leads.list({ by: { state: 'assigned' }, limit: 100 })).items).toHaveLength(2);
  });
});

it('exports what is stored about a person, and nothing of others', async () => {
  const { baton, deps, person, canaries } = await anErasableOffice();
  const id = await baton.postOne(person);
  await baton.postOne(aDemoRequest('zoe'));
  const exported = await exportPerson({ by: 'email', email: person.email }, deps);
  expect(exported?.leads.map(({ lead }) => lead.id)).toEqual([id]);
  expect(canaries.in(JSON.stringify(exported))).toEqual(
    expect.arrayContaining(['mail', 'first name', 'phone', 'message', 'unmapped', 'city']),
  );
  expect(JSON.stringify(exported)).not.toContain('zoe');
  expect(await exportPerson({ by: 'external', externalId: 'hubspot:1' }, deps)).toBeUndefined();
});
