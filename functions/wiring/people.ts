import { hashPersonKey } from '../../shared/adapters/crypto/person-key.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { personKeysOf } from '../../shared/domain/enrichment/person-keys.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createCachedEnrichment } from './companies.ts';

/** Creates what recognises people by keyed hashes and enriches their leads. */
export function createPeople(
  secrets: SecretReader,
  db: Database,
): Pick<Deps, 'personKeys' | 'keyedHash' | 'enrichment'> {
  const { PERSON_KEY_SECRET_ARN } = readEnv('PERSON_KEY_SECRET_ARN');
  const keyedHash: Deps['keyedHash'] = async (text) => hashPersonKey(await secrets.read(PERSON_KEY_SECRET_ARN), text);
  return {
    enrichment: createCachedEnrichment(db),
    personKeys: (person) => Promise.all(personKeysOf(person).map(keyedHash)),
    keyedHash,
  };
}
