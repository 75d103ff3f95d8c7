import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

type People = Pick<Deps, 'personKeys' | 'keyedHash' | 'enrichment'>;

/**
 * Creates what recognises people and enriches their leads, when a run first needs it. The metadata of phone numbers and
 * the names of countries are half of the sweep's code, and most runs read nobody.
 */
export function createLazyPeople(secrets: SecretReader, db: Database): People {
  let created: Promise<People> | undefined;
  const load = (): Promise<People> => {
    created ??= import('../wiring/people.ts').then(({ createPeople }) => createPeople(secrets, db));
    return created;
  };
  return {
    personKeys: async (person) => (await load()).personKeys(person),
    keyedHash: async (text) => (await load()).keyedHash(text),
    enrichment: { enrich: async (input) => (await load()).enrichment.enrich(input) },
  };
}
