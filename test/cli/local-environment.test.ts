import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLocalEnvironment } from '../../cli/local-environment.ts';
import { createCertificate } from '../../infra/local/certificate.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-cloud-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('finds the running cloud', async () => {
  const cloud = createServer((request, response) => {
    response.writeHead(request.url === '/_ministack/health' ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve));
  const { port } = cloud.address() as AddressInfo;
  const certificateFile = join(directory, 'certificate.pem');
  await writeFile(join(directory, 'port'), String(port));
  await writeFile(join(directory, 'tls-port'), '4567');
  await writeFile(certificateFile, createCertificate(Date.now()).certificate);
  try {
    expect(await findLocalEnvironment('local', { AWS_PROFILE: 'acme-prod' }, directory)).toMatchObject({
      AWS_ENDPOINT_URL: 'https://127.0.0.1:4567',
      AWS_CA_BUNDLE: certificateFile,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
    });
  } finally {
    cloud.close();
  }
});

it('says what to do when none runs, even if one ran before', async () => {
  await expect(findLocalEnvironment('local', {}, directory)).rejects.toThrow('start one with `npm start`');
  await writeFile(join(directory, 'port'), '9');
  await writeFile(join(directory, 'tls-port'), '10');
  await expect(findLocalEnvironment('local', {}, directory)).rejects.toThrow('start one with `npm start`');
});

it('changes nothing otherwise', async () => {
  expect(await findLocalEnvironment('prod', {}, directory)).toEqual({});
  expect(await findLocalEnvironment(undefined, {}, directory)).toEqual({});
  expect(await findLocalEnvironment('local', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, directory)).toEqual({});
});
