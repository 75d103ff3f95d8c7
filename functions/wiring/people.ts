import { personKey } from '../../shared/adapters/crypto/person-key.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { personKeys } from '../../shared/domain/enrichment/person-keys.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { keptCompanies } from './companies.ts';

/** Creates what recognises people by keyed hashes and enriches their leads. */
export function realPeople(secrets: SecretReader, db: Database): Pick<Deps, 'personKeys' | 'enrichment'> {
  const { PERSON_KEY_SECRET_ARN } = readEnv('PERSON_KEY_SECRET_ARN');
  return {
    enrichment: keptCompanies(db),
    personKeys: async (person) => {
      const identifiers = personKeys(person);
      if (identifiers.length === 0) return [];
      const secret = await secrets.text(PERSON_KEY_SECRET_ARN);
      return identifiers.map((identifier) => personKey(secret, identifier));
    },
  };
}
