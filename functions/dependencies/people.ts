import { OfflineEnrichment } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { personKey } from '../../shared/adapters/person-key.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { personKeys } from '../../shared/domain/enrichment/person-keys.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** Recognises people by keyed hashes, and finds out what their leads do not say. */
export function realPeople(secrets: SecretReader): Pick<Deps, 'personKey' | 'enrichment'> {
  const { PERSON_KEY_SECRET_ARN } = readEnv('PERSON_KEY_SECRET_ARN');
  return {
    enrichment: new OfflineEnrichment(),
    personKey: async (person) => {
      const [identifier] = personKeys(person);
      return identifier === undefined ? undefined : personKey(await secrets.text(PERSON_KEY_SECRET_ARN), identifier);
    },
  };
}
