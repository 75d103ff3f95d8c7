import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Returns a secret's current text; undefined when it is binary. @throws when it cannot be read. */
export type FetchSecret = (arn: string) => Promise<string | undefined>;

/** Creates what fetches secrets by this client. */
export function createSecretFetcher(client: SecretsManagerClient): FetchSecret {
  return async (arn) => (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
}
