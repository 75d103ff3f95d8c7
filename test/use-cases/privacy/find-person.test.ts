import { describe, expect, it } from 'vitest';
import { findPerson, keysOfPerson } from '../../../shared/use-cases/privacy/find-person.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { aPrivacyOffice, closeLeadOf } from './a-privacy-office.ts';

const PHONE = '+493023125123';
const ADA = { email: 'ada@north.example', name: 'Ada North', phone: PHONE, touch: 'demo_request' };
const ADA_BY_PHONE = { name: 'Ada North', phone: PHONE, touch: 'demo_request' };

describe('a person is found', () => {
  it.each([
    ['an e-mail address, however it is typed', { by: 'email', email: ' ADA@North.example ' }],
    ['a phone number with their name', { by: 'phone', phone: '+49 30 2312 5123', name: 'ada north' }],
    ['an id in another system', { by: 'external', externalId: 'crm:7' }],
  ] as const)('by %s', async (_, who) => {
    const { baton, world, deps, keysOf } = await aPrivacyOffice();
    const ada = await baton.postOne(ADA);
    world.externalIds.set('crm:7', ada);
    await baton.postOne(aDemoRequest('bo'));
    const [email] = await keysOf(ADA);
    for (const one of [who, { by: 'lead', lead: ada }] as const)
      expect(await findPerson(one, deps)).toEqual({ keys: expect.arrayContaining([email]), leads: [ada] });
  });

  it('under an earlier address of theirs, too', async () => {
    const { baton, deps, keysOf } = await aPrivacyOffice();
    const form = { crm_record: '7', touch: 'demo_request' };
    const ada = await baton.postOne({ ...form, email: 'ada@north.example' });
    await baton.post({ ...form, email: 'ada@south.example' });
    const keys = await Promise.all(['ada@north.example', 'ada@south.example'].map((email) => keysOf({ email })));
    for (const email of ['ada@north.example', 'ada@south.example'])
      expect(await findPerson({ by: 'email', email }, deps)).toEqual({ keys: keys.flat().sort(), leads: [ada] });
  });

  it('with a key of theirs that leads to no lead', async () => {
    const { baton, world, deps, keysOf } = await aPrivacyOffice();
    const ada = await baton.postOne(ADA);
    const keys = await keysOf(ADA);
    world.personKeys.delete(keys[1] ?? '');
    expect(await findPerson({ by: 'lead', lead: ada }, deps)).toEqual({ keys: [...keys].sort(), leads: [ada] });
  });

  it('with the closed leads whose keys the newest one took over', async () => {
    const { baton, deps } = await aPrivacyOffice();
    const leads: string[] = [];
    for (const message of ['first', 'second', 'third']) {
      leads.push(await baton.postOne({ ...ADA, message }));
      await closeLeadOf(baton, leads.at(-1) ?? '');
    }
    expect(new Set(leads).size).toBe(3);
    expect((await findPerson({ by: 'email', email: ADA.email }, deps))?.leads).toEqual(leads);
    expect((await findPerson({ by: 'lead', lead: leads[0] ?? '' }, deps))?.leads).toEqual(leads);
  });

  it('with a lead that is known by their phone number and name alone', async () => {
    const { baton, deps } = await aPrivacyOffice();
    const byEmail = await baton.postOne({ ...ADA, phone: undefined });
    const byPhone = await baton.postOne(ADA_BY_PHONE);
    await baton.post({ ...ADA, message: 'and my number' });
    expect(byPhone).not.toBe(byEmail);
    expect((await findPerson({ by: 'email', email: ADA.email }, deps))?.leads).toEqual([byEmail, byPhone]);
  });

  it('without the lead of another address behind the same phone number, unless somebody names that number', async () => {
    const { baton, deps, keysOf } = await aPrivacyOffice();
    const other = await baton.postOne({ ...ADA, email: 'ada@south.example' });
    const ada = await baton.postOne(ADA);
    const [email] = await keysOf(ADA);
    expect(await findPerson({ by: 'email', email: ADA.email }, deps)).toEqual({ keys: [email], leads: [ada] });
    expect((await findPerson({ by: 'phone', phone: PHONE, name: ADA.name }, deps))?.leads).toEqual([other]);
  });

  it('without others who wrote from the same mailbox', async () => {
    const { baton, world, deps, keysOf } = await aPrivacyOffice();
    const info = { email: 'info@north.example', touch: 'demo_request' };
    const bo = { name: 'Bo Holm', phone: '+49307654321' };
    const shared = await baton.postOne({ ...info, ...bo });
    await baton.post({ ...info, name: 'Ada North' });
    expect((await deps.leads.person(shared))?.otherPeople).toEqual([bo]);
    const [key = ''] = await keysOf(bo);
    world.personKeys.delete(key);
    const alone = await baton.postOne({ ...bo, touch: 'demo_request' });
    expect(alone).not.toBe(shared);
    expect(await findPerson({ by: 'lead', lead: shared }, deps)).toEqual({ keys: await keysOf(info), leads: [shared] });
  });

  it('by the key of their lead when the rest of them is gone already', async () => {
    const { baton, world, deps, keysOf } = await aPrivacyOffice();
    const ada = await baton.postOne(ADA);
    world.people.delete(ada);
    const [email] = await keysOf(ADA);
    expect(await findPerson({ by: 'lead', lead: ada }, deps)).toEqual({ keys: [email], leads: [ada] });
  });
});

describe('nobody is found', () => {
  it('by a lead or an external id that does not exist, or by what identifies nobody', async () => {
    const { baton, deps } = await aPrivacyOffice();
    await baton.postOne(ADA);
    expect(await findPerson({ by: 'lead', lead: 'lead_none' }, deps)).toBeUndefined();
    expect(await findPerson({ by: 'external', externalId: 'crm:none' }, deps)).toBeUndefined();
    expect(await findPerson({ by: 'email', email: 'ada at north' }, deps)).toBeUndefined();
    expect(await findPerson({ by: 'phone', phone: '12', name: 'Ada North' }, deps)).toBeUndefined();
    expect(await findPerson({ by: 'phone', phone: PHONE, name: ' ' }, deps)).toBeUndefined();
  });

  it('but the key of an address without a lead: an unread body may name it', async () => {
    const { baton, deps, keysOf } = await aPrivacyOffice();
    await baton.postOne(ADA);
    const email = 'zoe@north.example';
    expect(await findPerson({ by: 'email', email }, deps)).toEqual({ keys: await keysOf({ email }), leads: [] });
    const zoe = { phone: PHONE, name: 'Zoe North' };
    expect(await findPerson({ by: 'phone', ...zoe }, deps)).toEqual({ keys: await keysOf(zoe), leads: [] });
  });
});

it('returns each key of a person once, those of earlier values and of others in it included', async () => {
  const { deps, keysOf } = await aPrivacyOffice();
  const person = { email: ADA.email, name: ADA.name, phone: PHONE, answers: {} };
  const bo = { name: 'Bo Holm', phone: PHONE };
  const otherValues = { email: ['ada@south.example', ADA.email], name: ['Ada South'] };
  const keys = await keysOfPerson({ ...person, otherValues, otherPeople: [bo] }, deps);
  const expected = [
    ...(await keysOf(person)),
    ...(await keysOf({ email: 'ada@south.example' })),
    ...(await keysOf({ name: 'Ada South', phone: PHONE })),
    ...(await keysOf(bo)),
  ];
  expect([...keys].sort()).toEqual(expected.sort());
});
