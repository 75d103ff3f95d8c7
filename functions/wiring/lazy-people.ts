import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

type People = Pick<Deps, 'personKeys' | 'keyedHash' | 'enrichment'>;

/**
 * Creates what recognises people and enriches their leads, when it is first needed: for functions that mostly read
 * nobody. The metadata of phone numbers and the names of countries would be half of what they load at start.
 */
export function createLazyPeople(secrets: SecretReader, db: Database): People {
  let created: Promise<People> | undefined;
  const load = (): Promise<People> => {
    created ??= import('./people.ts').then(({ createPeople }) => createPeople(secrets, db));
    return created;
  };
  return {
    personKeys: async (person) => (await load()).personKeys(person),
    keyedHash: async (text) => (await load()).keyedHash(text),
    enrichment: { enrich: async (input) => (await load()).enrichment.enrich(input) },
  };
}
