import { expect, it } from 'vitest';
import { type ContactIdentifier, resolveContact } from '../../../shared/use-cases/privacy/resolve-contact.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { NORA } from '../../scenarios/silent-people.ts';

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
