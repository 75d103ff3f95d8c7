import { expect, it } from 'vitest';
import { suppressPerson } from '../../../shared/use-cases/privacy/suppress-person.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aSilencer, NORA } from '../../scenarios/silent-people.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const WHO = { by: 'email', email: NORA.email } as const;
const died = () => Promise.reject(new Error('the process died'));

it('notes who, when, why and the ticket, in the list and in its record', async () => {
  const baton = await aBaton();
  const { deps, suppress } = aSilencer(baton);
  const result = await suppress();
  const entry = { at: baton.now, by: 'dana', because: 'asked_by_mail', ticket: 'dsr-9', kind: 'person' };
  expect(result).toMatchObject({ outcome: 'listed', entries: [entry], ended: [] });
  expect((await deps.doNotContactRecords.list({ limit: 9 })).items).toMatchObject([entry]);
});

it('cut off after the list was written is finished by the next call, under the same entry', async () => {
  const baton = await aBaton();
  const { deps, suppress } = aSilencer(baton);
  const id = await baton.postOne(NORA);
  const input = { who: WHO, by: 'dana', because: 'request', now: baton.now };
  const dying = { ...deps, doNotContactRecords: replaceMethods(deps.doNotContactRecords, { save: died }) };
  await expect(suppressPerson(input, dying)).rejects.toThrow('died');
  expect((await baton.lead(id)).stage.state).toBe('assigned');
  expect(await suppress()).toMatchObject({ outcome: 'already_listed', ended: [id] });
  expect((await deps.doNotContactRecords.list({ limit: 9 })).items).toMatchObject([{ because: 'request' }]);
});

it('cut off between two keys enters the rest, and lifting ends both entries', async () => {
  const baton = await aBaton();
  const { deps, suppress, lift } = aSilencer(baton);
  await baton.postOne(NORA);
  const half = replaceMethods(deps.doNotContact, {
    put: async (entry) => {
      await deps.doNotContact.put({ ...entry, keys: entry.keys.slice(0, 1) });
      await died();
    },
  });
  const input = { who: WHO, by: 'dana', because: 'request', now: baton.now };
  await expect(suppressPerson(input, { ...deps, doNotContact: half })).rejects.toThrow('died');
  expect(await suppress()).toMatchObject({ outcome: 'listed', entries: [{ keys: { length: 1 } }] });
  expect(await lift()).toMatchObject({ outcome: 'lifted', entries: { length: 2 } });
  expect([...baton.deps.world.doNotContact]).toEqual([]);
});

it('refuses what names nobody, and enters nothing', async () => {
  const baton = await aBaton();
  const { deps, suppress } = aSilencer(baton);
  expect(await suppress({ by: 'domain', domain: 'gmail.com' })).toEqual({ outcome: 'refused', because: 'open_domain' });
  expect(await deps.doNotContactRecords.list({ limit: 9 })).toEqual({ items: [] });
});
