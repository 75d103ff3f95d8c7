import { expect, it } from 'vitest';
import { isFromHubSpot, signForHubSpot } from '../../../shared/runtime/auth/hubspot-signature.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const SECRET = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const URI = 'https://api.acme.example/crm/hubspot';
const BODY = '[{"eventId":1,"subscriptionType":"object.creation","objectTypeId":"0-48","objectId":90001}]';
const TIMESTAMP = String(Date.parse(NOW));
/** Made with `printf '%s' "POST$URI$BODY$TIMESTAMP" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64`. */
const SIGNATURE = '98EGw3J9n/t0DhJI7+POF2JZz/lVIVp5pDZ1rcKhJFU=';

const check = (more: Partial<Parameters<typeof isFromHubSpot>[1]> = {}, secrets: readonly string[] = [SECRET]) =>
  isFromHubSpot(secrets, {
    method: 'POST',
    uris: ['https://other.example/crm/hubspot', URI],
    body: Buffer.from(BODY),
    timestamp: TIMESTAMP,
    signature: SIGNATURE,
    now: NOW,
    ...more,
  });

it('accepts what was signed over method, address, body and time, by any of the secrets, for five minutes', () => {
  expect(signForHubSpot(SECRET, { method: 'POST', uri: URI, body: BODY }, TIMESTAMP)).toBe(SIGNATURE);
  expect(check()).toBe(true);
  expect(check({}, ['another', SECRET])).toBe(true);
  expect(check({ now: '2026-11-23T09:05:00.000Z' })).toBe(true);
  expect(check({ now: '2026-11-23T08:55:00.000Z' })).toBe(true);
});

it('signs bytes as they are, be they text or not', () => {
  const body = Buffer.from([0xff, 0xfe, 0x00]);
  const signature = signForHubSpot(SECRET, { method: 'POST', uri: URI, body }, TIMESTAMP);
  expect(check({ body, signature })).toBe(true);
  expect(check({ body: Buffer.from(body.toString('utf8')), signature })).toBe(false);
});

it('refuses everything else', () => {
  expect(check({ now: '2026-11-23T09:05:00.001Z' })).toBe(false);
  expect(check({ now: '2026-11-23T08:54:59.999Z' })).toBe(false);
  expect(check({ method: 'PUT' })).toBe(false);
  expect(check({ uris: [`${URI}/`] })).toBe(false);
  expect(check({ uris: [] })).toBe(false);
  expect(check({ body: Buffer.from(`${BODY} `) })).toBe(false);
  expect(check({}, ['another'])).toBe(false);
  expect(check({}, [])).toBe(false);
  expect(check({ timestamp: String(Number(TIMESTAMP) + 1) })).toBe(false);
  expect(check({ timestamp: 'soon' })).toBe(false);
  expect(check({ timestamp: undefined })).toBe(false);
  expect(check({ signature: undefined })).toBe(false);
  const withoutSecret = signForHubSpot('', { method: 'POST', uri: URI, body: BODY }, TIMESTAMP);
  expect(check({ signature: withoutSecret }, [''])).toBe(false);
});
