import { describe, expect, it } from 'vitest';
import { liftSuppression, suppressPerson } from '../../../functions/manage-erasures/do-not-contact.ts';
import { forgetPerson } from '../../../functions/manage-erasures/erase-persons.ts';
import { contactOf, doNotContactRoutes } from '../../../shared/api/do-not-contact.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aSilencer, NORA } from '../../scenarios/silent-people.ts';

const log = { info: () => undefined };
const principal = { keyId: 'key_1' };

/** The answer to a body, as the route hands it over. */
async function ask(handler: (request: never, deps: never) => unknown, body: object, deps: object, now: string) {
  return handler({ body, principal, now, log } as never, deps as never);
}

it.each([
  [{ email: 'nobody' }, '/email'],
  [{ phone: '030 1' }, '/phone'],
  [{ domain: 'gmail.com' }, '/domain'],
  [{ domain: 'acme' }, '/domain'],
])('names the field that names nobody: %j', async (fields, field) => {
  const baton = await aBaton();
  const { deps } = aSilencer(baton);
  const refused = { kind: 'validation-failed', errors: [{ in: 'body', field }] };
  expect(await ask(suppressPerson, { ...fields, reason: 'request' }, deps, baton.now)).toMatchObject(refused);
  expect(await ask(liftSuppression, { ...fields, reason: 'request' }, deps, baton.now)).toMatchObject(refused);
});

it.each([
  [{ domain: 'acme.example' }, { by: 'domain', domain: 'acme.example' }],
  [{ phone: '+49 30 23125123' }, { by: 'number', phone: '+49 30 23125123' }],
  [
    { phone: '+49 30 23125123', name: 'Nora' },
    { by: 'phone', phone: '+49 30 23125123', name: 'Nora' },
  ],
  [{ email: NORA.email }, { by: 'email', email: NORA.email }],
])('%j names whom nobody may contact', (fields, expected) => {
  expect(contactOf(fields)).toEqual(expected);
});

it.each([{}, { email: NORA.email, domain: 'acme.example' }, { name: 'Nora' }, { email: NORA.email, name: 'Nora' }])(
  '%j is refused: it does not name exactly one',
  (fields) => {
    expect(doNotContactRoutes.suppressPerson.body?.safeParse(fields)?.success).toBe(false);
  },
);

it('an erasure with `suppress` enters the person first, and answers with the entry', async () => {
  const baton = await aBaton();
  const { deps } = aSilencer(baton);
  const id = await baton.postOne(NORA);
  const body = { email: NORA.email, dryRun: false, reason: 'request', suppress: true };
  expect(await ask(forgetPerson, body, deps, baton.now)).toMatchObject({
    status: 200,
    body: { outcome: 'forgotten', erasure: { leads: [id] }, doNotContact: [{ by: 'key_1', kind: 'person' }] },
  });
  expect(await baton.eventTypesOf(id)).toEqual(expect.arrayContaining(['ContactForbidden', 'LeadForgotten']));
  const again = await baton.postOne({ ...NORA, message: 'again' });
  expect((await baton.lead(again)).stage).toMatchObject({ outcome: 'do_not_contact' });
});

it('a person of whom nothing is stored is entered all the same', async () => {
  const baton = await aBaton();
  const { deps } = aSilencer(baton);
  const body = { email: NORA.email, dryRun: false, reason: 'request', suppress: true };
  expect(await ask(forgetPerson, body, deps, baton.now)).toMatchObject({
    body: { outcome: 'nothing_left', doNotContact: [{ keys: { length: 1 } }] },
  });
  const dry = { ...body, email: 'ivo@other.example', dryRun: true };
  await ask(forgetPerson, dry, deps, baton.now);
  expect((await deps.doNotContactRecords.list({ limit: 9 })).items).toHaveLength(1);
});

describe('a lead that gives nothing which stands for its person', () => {
  const NUMBER = { phone: '+49 30 23125123', touch: 'demo_request' };

  it('is refused as such, not as missing', async () => {
    const baton = await aBaton();
    const { deps } = aSilencer(baton);
    const body = { lead: await baton.postOne(NUMBER), reason: 'request' };
    const refused = { kind: 'conflict', detail: expect.stringContaining('number or its domain') };
    expect(await ask(suppressPerson, body, deps, baton.now)).toMatchObject(refused);
    expect(await ask(liftSuppression, body, deps, baton.now)).toMatchObject(refused);
  });

  it('is erased with `suppress` all the same, and the answer has no entry', async () => {
    const baton = await aBaton();
    const { deps } = aSilencer(baton);
    const lead = await baton.postOne(NUMBER);
    const body = { lead, dryRun: false, reason: 'request', suppress: true };
    const answer = await ask(forgetPerson, body, deps, baton.now);
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'forgotten', erasure: { leads: [lead] } } });
    expect(answer).not.toHaveProperty('body.doNotContact');
    expect(await deps.leads.person(lead)).toBeUndefined();
  });

  it('nobody is erased under an identifier that no lead has', async () => {
    const baton = await aBaton();
    const { deps } = aSilencer(baton);
    const body = { lead: 'lead_none', dryRun: false, reason: 'request', suppress: true };
    expect(await ask(forgetPerson, body, deps, baton.now)).toMatchObject({ kind: 'not-found' });
  });
});
