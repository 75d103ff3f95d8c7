import { expect, it } from 'vitest';
import { type ContactIdentifier, resolveContact } from '../../../shared/use-cases/privacy/resolve-contact.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aSilencer, NORA } from '../../scenarios/silent-people.ts';
import { closeLeadOf } from './a-privacy-office.ts';

it.each<readonly [ContactIdentifier, string]>([
  [{ by: 'email', email: 'nobody' }, 'unreadable_email'],
  [{ by: 'phone', phone: '030 1', name: 'Nora Lind' }, 'unreadable_phone'],
  [{ by: 'number', phone: '030 23125123' }, 'unreadable_phone'],
  [{ by: 'domain', domain: 'lindwerk' }, 'unreadable_domain'],
  [{ by: 'domain', domain: 'gmail.com' }, 'open_domain'],
  [{ by: 'lead', lead: 'lead_none' }, 'no_such_person'],
  [{ by: 'external', externalId: 'hubspot:1' }, 'no_such_person'],
])('%j names nobody: %s', async (who, problem) => {
  const { deps } = await aBaton();
  expect(await resolveContact(who, deps)).toEqual({ ok: false, problem });
});

it('resolves a person to their leads and all their keys, however they are named', async () => {
  const baton = await aBaton();
  const lead = await baton.postOne({ ...NORA, crm_record: 'hubspot:7' });
  const ways: readonly ContactIdentifier[] = [
    { by: 'email', email: NORA.email },
    { by: 'phone', phone: NORA.phone, name: 'Nora Lind' },
    { by: 'lead', lead },
    { by: 'external', externalId: 'hubspot:7' },
  ];
  for (const who of ways)
    expect(await resolveContact(who, baton.deps)).toMatchObject({
      ok: true,
      value: { kind: 'person', leads: [lead], keys: { length: 2 } },
    });
});

/** Anna and then Bert write from one mailbox, so that the lead is Bert's. */
async function aSharedMailbox() {
  const baton = await aBaton();
  const mailbox = { email: 'info@lindwerk.example', touch: 'demo_request' };
  const lead = await baton.postOne({ ...mailbox, name: 'Anna Alt', phone: '+49 30 23125123' });
  expect(await baton.postOne({ ...mailbox, name: 'Bert Bau', phone: '+49 30 23125999', message: 'me' })).toBe(lead);
  return { baton, lead };
}

const ANNA: ContactIdentifier = { by: 'phone', phone: '+49 30 23125123', name: 'Anna Alt' };

it('resolves one of the others behind a mailbox to their number and name alone', async () => {
  const { baton, lead } = await aSharedMailbox();
  const [key] = await baton.deps.personKeys({ phone: '+49 30 23125123', name: 'Anna Alt', answers: {} });
  expect(await resolveContact(ANNA, baton.deps)).toEqual({
    ok: true,
    value: { kind: 'person', keys: [key], leads: [] },
  });
  const bert: ContactIdentifier = { by: 'phone', phone: '+49 30 23125999', name: 'Bert Bau' };
  expect(await resolveContact(bert, baton.deps)).toMatchObject({ value: { keys: { length: 2 }, leads: [lead] } });
});

it('leaves out an earlier lead of the mailbox that somebody else had taken over', async () => {
  const { baton, lead } = await aSharedMailbox();
  await closeLeadOf(baton, lead);
  const again = { email: 'info@lindwerk.example', name: 'Anna Alt', phone: '+49 30 23125123', touch: 'demo_request' };
  const hers = await baton.postOne({ ...again, message: 'again' });
  expect((await baton.lead(hers)).earlierLeads).toEqual([lead]);
  expect(await resolveContact(ANNA, baton.deps)).toMatchObject({ value: { keys: { length: 2 }, leads: [hers] } });
});

it('leaves whoever took over the mailbox as they are, here and at another address', async () => {
  const { baton, lead } = await aSharedMailbox();
  const { suppress } = aSilencer(baton);
  expect(await suppress(ANNA)).toMatchObject({ outcome: 'listed', entries: [{ keys: { length: 1 } }], ended: [] });
  expect((await baton.lead(lead)).stage.state).toBe('assigned');
  const bert = { email: 'bert@home.example', name: 'Bert Bau', phone: '+49 30 23125999', touch: 'demo_request' };
  expect((await baton.lead(await baton.postOne(bert))).stage.state).toBe('assigned');
  const anna = { email: 'anna@home.example', name: 'Anna Alt', phone: '+49 30 23125123', touch: 'demo_request' };
  expect((await baton.lead(await baton.postOne(anna))).stage).toMatchObject({ outcome: 'do_not_contact' });
});

it.each([
  { phone: '+49 30 23125123' },
  { website: 'https://lindwerk.example' },
  { name: 'Nora Lind', crm_record: 'hubspot:7' },
])('a lead that gives nothing which stands for its person is no missing one: %j', async (fields) => {
  const baton = await aBaton();
  const lead = await baton.postOne({ ...fields, touch: 'demo_request' });
  expect(await resolveContact({ by: 'lead', lead }, baton.deps)).toEqual({ ok: false, problem: 'not_identifiable' });
});
