import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';

/** Creates the reader of the environment's secrets, each cached for a minute. */
export function createSecretReader(): SecretReader {
  return new SecretReader({ client: new SecretsManagerClient(), clock: Date.now });
}
