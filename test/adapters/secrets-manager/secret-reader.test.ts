import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { createSecretFetcher } from '../../../shared/adapters/secrets-manager/fetch-secret.ts';
import { SecretReader } from '../../../shared/adapters/secrets-manager/secret-reader.ts';

/** A reader over a service that answers with the number of the call, or fails while `isDown`. */
function aReader() {
  const service = { calls: 0, isDown: false, now: 0 };
  const client = new SecretsManagerClient({
    region: 'eu-central-1',
    endpoint: 'http://secrets.example',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    () => async () => {
      service.calls += 1;
      if (service.isDown) throw new Error('down');
      return { response: {}, output: { $metadata: {}, SecretString: `secret ${service.calls}` } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { service, reader: new SecretReader({ fetch: createSecretFetcher(client), clock: () => service.now }) };
}

it('calls once for all who ask at the same time', async () => {
  const { service, reader } = aReader();
  expect(await Promise.all([reader.read('arn'), reader.read('arn'), reader.read('arn')])).toEqual(
    Array(3).fill('secret 1'),
  );
  expect(service.calls).toBe(1);
});

it('keeps a secret for a minute', async () => {
  const { service, reader } = aReader();
  await reader.read('arn');
  service.now = 59_999;
  expect(await reader.read('arn')).toBe('secret 1');
  service.now = 60_000;
  expect(await reader.read('arn')).toBe('secret 2');
});

it('reads again when asked for the current text, and after a failure', async () => {
  const { service, reader } = aReader();
  service.isDown = true;
  await expect(reader.read('arn')).rejects.toThrow('down');
  service.isDown = false;
  expect(await reader.read('arn')).toBe('secret 2');
  expect(await reader.readFresh('arn')).toBe('secret 3');
  expect(await reader.read('arn')).toBe('secret 3');
});

it('reads again ten times, then every two seconds at most, however many requests do not match', async () => {
  const { service, reader } = aReader();
  await reader.read('arn');
  for (let round = 2; round <= 11; round += 1) expect(await reader.readFresh('arn')).toBe(`secret ${round}`);
  for (service.now = 0; service.now < 10_000; service.now += 100) {
    expect(await Promise.all([reader.readFresh('arn'), reader.readFresh('arn')])).toEqual(
      Array(2).fill(`secret ${11 + Math.floor(service.now / 2000)}`),
    );
  }
  expect(service.calls).toBe(15);
  expect(await reader.read('arn')).toBe('secret 15');
});

it('limits each secret for itself, and lets a secret that could not be read again be the kept one', async () => {
  const { service, reader } = aReader();
  for (let round = 1; round <= 10; round += 1) await reader.readFresh('arn');
  expect(await reader.readFresh('other')).toBe('secret 11');
  service.now = 2_000;
  service.isDown = true;
  await expect(reader.readFresh('arn')).rejects.toThrow('down');
  expect(await reader.readFresh('arn')).toBe('secret 10');
  expect(service.calls).toBe(12);
});

it('shares a call that is under way', async () => {
  const { service, reader } = aReader();
  expect(await Promise.all([reader.read('arn'), reader.readFresh('arn'), reader.readFresh('arn')])).toEqual(
    Array(3).fill('secret 1'),
  );
  expect(service.calls).toBe(1);
});
