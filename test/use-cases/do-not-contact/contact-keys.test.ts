import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { contactKeysOfPerson } from '../../../shared/use-cases/do-not-contact/contact-keys.ts';

it('are keyed hashes of everything by which a person may be listed, those of recognition among them', async () => {
  const deps = createInMemoryDeps();
  const person = { email: 'nora@lindwerk.example', phone: '+493023125123', name: 'Nora Lind', answers: {} };
  const keys = await contactKeysOfPerson(person, deps);
  expect(keys).toHaveLength(4);
  expect(keys).toEqual(expect.arrayContaining([...(await deps.personKeys(person))]));
  expect(keys.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
});
