import { randomBytes } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads a secret's text. */
export async function readSecret(arn: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: arn }));
  return SecretString ?? '';
}

/** Replaces a secret's text. */
export async function writeSecret(arn: string, text: string): Promise<void> {
  await new SecretsManagerClient().send(new PutSecretValueCommand({ SecretId: arn, SecretString: text }));
}

/**
 * Generates a webhook signing secret as https://www.standardwebhooks.com requires: `whsec_` and the base64 of 32 random
 * bytes.
 */
export function generateWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
