import { expect, it } from 'vitest';
import { liftSuppression } from '../../../shared/use-cases/privacy/lift-suppression.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aSilencer, NORA } from '../../scenarios/silent-people.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

it('lifts an entry by any name of its person, and keeps its record with who, when and why', async () => {
  const baton = await aBaton();
  const { deps, suppress, lift } = aSilencer(baton);
  await baton.postOne(NORA);
  await suppress();
  await baton.advance(60);
  expect(await lift({ by: 'phone', phone: NORA.phone, name: 'nora lind' })).toMatchObject({ outcome: 'lifted' });
  expect([...baton.deps.world.doNotContact]).toEqual([]);
  expect((await deps.doNotContactRecords.list({ limit: 9 })).items).toMatchObject([
    { because: 'asked_by_mail', lifted: { at: baton.now, by: 'dana', because: 'agreed' } },
  ]);
});

it('of a person leaves the entry of their domain, and the other way round', async () => {
  const baton = await aBaton();
  const { suppress, lift } = aSilencer(baton);
  await suppress({ by: 'domain', domain: 'lindwerk.example' });
  expect(await lift()).toEqual({ outcome: 'not_listed' });
  await suppress();
  expect(await lift({ by: 'domain', domain: '@lindwerk.example' })).toMatchObject({ entries: [{ kind: 'domain' }] });
  expect(await lift()).toMatchObject({ entries: [{ kind: 'person' }] });
});

it('cut off before the keys were removed is finished by the next call', async () => {
  const baton = await aBaton();
  const { deps, suppress, lift } = aSilencer(baton);
  await suppress();
  const doNotContact = replaceMethods(deps.doNotContact, { remove: () => Promise.reject(new Error('died')) });
  const input = { who: { by: 'email', email: NORA.email }, by: 'dana', because: 'agreed', now: baton.now } as const;
  await expect(liftSuppression(input, { ...deps, doNotContact })).rejects.toThrow('died');
  expect(baton.deps.world.doNotContact.size).toBe(1);
  expect(await lift()).toMatchObject({ outcome: 'lifted' });
  expect(baton.deps.world.doNotContact.size).toBe(0);
});

it('refuses what names nobody', async () => {
  const { lift } = aSilencer(await aBaton());
  expect(await lift({ by: 'number', phone: '1' })).toEqual({ outcome: 'refused', because: 'unreadable_phone' });
});
