import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createCertificate } from '../../../infra/local/certificate.ts';
import { trustCertificate } from '../../../infra/local/running-cloud.ts';

const NOW = Date.now();
const DAY_MS = 86_400_000;

it('a certificate is for 127.0.0.1, signed by its own key, and valid for a year', () => {
  const { certificate, key } = createCertificate(NOW);
  const read = new X509Certificate(certificate);
  expect(read.subjectAltName).toBe('IP Address:127.0.0.1');
  expect(read.checkIP('127.0.0.2')).toBeUndefined();
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.validFromDate.getTime()).toBeLessThan(NOW);
  expect((read.validToDate.getTime() - NOW) / DAY_MS).toBeCloseTo(365, 1);
});

it('no two certificates have the same key or number', () => {
  const [first, second] = [createCertificate(NOW), createCertificate(NOW)].map(
    ({ certificate }) => new X509Certificate(certificate),
  );
  expect(first?.serialNumber).not.toBe(second?.serialNumber);
  expect(first?.publicKey.equals(second?.publicKey ?? first.publicKey)).toBe(false);
});

it('a process trusts the servers whose certificates it was told to trust, and no other', async () => {
  const [first, second, other] = await Promise.all([startServer(), startServer(), startServer()]);
  try {
    await expect(fetch(first.url)).rejects.toThrow();
    for (const { certificate } of [first, second]) trustCertificate(certificate);
    for (const { url } of [first, second]) expect(await (await fetch(url)).text()).toBe('hello');
    await expect(fetch(other.url)).rejects.toThrow();
  } finally {
    await Promise.all([first, second, other].map(({ stop }) => stop()));
  }
});

async function startServer() {
  const { certificate, key } = createCertificate(NOW);
  const server = createServer({ cert: certificate, key }, (_, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `https://127.0.0.1:${port}`, certificate, stop };
}
