import { hashPersonKey } from '../../shared/adapters/crypto/person-key.ts';
import { RateTable } from '../../shared/adapters/dynamodb/rate-table.ts';
import { createSourceSecretFinder } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import type { Person } from '../../shared/domain/intake/submission.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createSecretReader } from './secrets.ts';
import { createCachedStores } from './stores.ts';

/**
 * Creates what answers forms that ask which fields are known. What reads telephone numbers is loaded with the first
 * question about an e-mail address.
 */
export function createFormQuestions() {
  const env = readEnv('DELIVERIES_TABLE', 'SOURCE_SECRETS_ARN', 'PERSON_KEY_SECRET_ARN');
  const { db, leads, plans, sources: formSources } = createCachedStores();
  const reader = createSecretReader();
  const keyedHash = async (text: string) => hashPersonKey(await reader.read(env.PERSON_KEY_SECRET_ARN), text);
  return {
    leads,
    plans,
    formSources,
    sourceSecrets: createSourceSecretFinder({ reader, arn: env.SOURCE_SECRETS_ARN }),
    rates: new RateTable({ db, table: env.DELIVERIES_TABLE }),
    keyedHash,
    personKeys: async (person: Person) => {
      const { personKeysOf } = await import('../../shared/domain/enrichment/person-keys.ts');
      return Promise.all(personKeysOf(person).map(keyedHash));
    },
  };
}
