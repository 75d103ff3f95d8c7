import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecretFetcher, type FetchSecret } from '../../shared/adapters/secrets-manager/fetch-secret.ts';

/** Creates what fetches the environment's secrets. For functions whose every call reads one; others load it later. */
export function createEagerFetcher(): FetchSecret {
  return createSecretFetcher(new SecretsManagerClient());
}
