import type { FetchSecret } from '../../shared/adapters/secrets-manager/fetch-secret.ts';
import { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';

/** Creates the reader of the environment's secrets, each cached for a minute. @param fetch loads its client at first use */
export function createSecretReader(fetch: FetchSecret = fetchLazily()): SecretReader {
  return new SecretReader({ fetch, clock: Date.now });
}

function fetchLazily(): FetchSecret {
  const fetcher = lazyValue(async () => (await import('./secret-fetcher.ts')).createEagerFetcher());
  return async (arn) => (await fetcher())(arn);
}
