import { beforeEach, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { recognisePerson } from '../../../shared/use-cases/intake/recognise-person.ts';
import { aLead, commitOrThrow, type LeadStageName } from '../../support/builders/lead.ts';
import { receiveLead } from '../../support/builders/moves.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const ADA = { name: 'Ada North', email: 'ada@north.example', phone: '+493023125123', answers: {} };
const { email: _, ...ADA_BY_PHONE } = ADA;

let deps: InMemoryDeps;

beforeEach(() => {
  deps = createInMemoryDeps();
});

/** Stores a lead that holds all keys of this person. */
async function leadOf(person: Person, at: LeadStageName = 'received'): Promise<Lead> {
  const keys = await deps.personKeys(person);
  const received = receiveLead({ personKey: keys[0] });
  await commitOrThrow(deps.leads, { ...received, claims: { persons: keys.map((key) => ({ key })) } });
  if (at === 'received') return received.after;
  const lead = { ...aLead(at), id: received.after.id, personKey: keys[0] };
  deps.world.leads.set(lead.id, lead);
  return lead;
}

it('gives somebody new their keys to claim, the best one first', async () => {
  const [email = '', phone = ''] = await deps.personKeys(ADA);
  expect(await recognisePerson(ADA, deps)).toEqual({ key: email, claims: [{ key: email }, { key: phone }] });
});

it('knows nobody without an identifier', async () => {
  await leadOf(ADA);
  expect(await recognisePerson({ name: 'Ada North', answers: {} }, deps)).toEqual({ claims: [] });
});

it('finds the open lead by its e-mail address and has nothing left to claim', async () => {
  const lead = await leadOf(ADA);
  const [key] = await deps.personKeys(ADA);
  expect(await recognisePerson(ADA, deps)).toEqual({ openLead: lead, key, claims: [] });
});

it('claims a phone number that the open lead did not know', async () => {
  const lead = await leadOf({ email: ADA.email, answers: {} });
  const [, phone] = await deps.personKeys(ADA);
  expect(await recognisePerson(ADA, deps)).toMatchObject({ openLead: lead, claims: [{ key: phone }] });
});

it('takes another e-mail address for another person, who may be a duplicate', async () => {
  const lead = await leadOf(ADA);
  const other = { ...ADA, email: 'ada@south.example' };
  const [email] = await deps.personKeys(other);
  expect(await recognisePerson(other, deps)).toEqual({
    ...{ key: email, claims: [{ key: email }], possibleDuplicateOf: lead.id },
  });
});

it('finds a lead without an e-mail address by phone number and name', async () => {
  const lead = await leadOf(ADA_BY_PHONE);
  const [email = ''] = await deps.personKeys(ADA);
  expect(await recognisePerson(ADA, deps)).toEqual({ openLead: lead, key: email, claims: [{ key: email }] });
  expect(await recognisePerson(ADA_BY_PHONE, deps)).toMatchObject({ openLead: lead, claims: [] });
});

it('prefers the lead of the e-mail address, and names the one of the phone number as a possible duplicate', async () => {
  const byPhone = await leadOf(ADA_BY_PHONE);
  const byEmail = await leadOf({ email: ADA.email, answers: {} });
  expect(await recognisePerson(ADA, deps)).toMatchObject({
    ...{ openLead: byEmail, claims: [], possibleDuplicateOf: byPhone.id },
  });
});

it('takes over the keys of a closed lead', async () => {
  const closed = await leadOf(ADA, 'closed');
  const [email = '', phone = ''] = await deps.personKeys(ADA);
  const claims = [email, phone].map((key) => ({ key, releasedBy: closed.id }));
  expect(await recognisePerson(ADA, deps)).toEqual({ key: email, claims });
});

it('stays with the lead it is told, which is no duplicate of itself', async () => {
  const known = await leadOf({ email: 'old@north.example', answers: {} });
  const other = await leadOf(ADA_BY_PHONE);
  const [email] = await deps.personKeys(ADA);
  expect(await recognisePerson(ADA, deps, { known })).toEqual({
    ...{ openLead: known, key: email, claims: [{ key: email }], possibleDuplicateOf: other.id },
  });
  expect(await recognisePerson({ email: 'old@north.example', answers: {} }, deps, { known })).toMatchObject({
    ...{ openLead: known, claims: [], possibleDuplicateOf: undefined },
  });
});

it('judges the lead it is told as it was decided on, not as it is stored meanwhile', async () => {
  const known = await leadOf(ADA);
  deps.world.leads.set(known.id, { ...aLead('closed'), id: known.id });
  const leads = replaceMethods(deps.leads, { load: async (id) => Promise.reject(new Error(`${id} was loaded again`)) });
  expect(await recognisePerson(ADA, { ...deps, leads }, { known })).toMatchObject({ openLead: known, claims: [] });
});
