import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signAsHubspot } from '../../../shared/runtime/auth/hubspot-signature.ts';
import { type SenderRequest, verifySender } from '../../../shared/runtime/auth/sender-proof.ts';
import { signWebhook } from '../../../shared/runtime/auth/signatures.ts';
import { signAsTypeform } from '../../../shared/runtime/auth/typeform-signature.ts';

const SECRET = 'an-invented-secret';
const STANDARD = `whsec_${Buffer.from('an invented secret of 32 bytes!!').toString('base64')}`;
const NOW = '2026-11-21T20:12:00.000Z';
const BODY = '{"name":"Zoë","token":"t1"}';
const URL = 'https://leads.acme.example/hooks/hubspot-workflow/some-key';

function request(headers: SenderRequest['headers'], change: Partial<SenderRequest> = {}): SenderRequest {
  return { method: 'POST', urls: [URL], headers, body: Buffer.from(BODY), now: NOW, ...change };
}

const typeform = { 'typeform-signature': signAsTypeform(SECRET, BODY) };
const hubspot = signAsHubspot(SECRET, { method: 'POST', url: URL, body: BODY, at: NOW });

describe('Typeform', () => {
  it('signs the bytes with the secret, in base64', () => {
    const mac = createHmac('sha256', SECRET).update(Buffer.from(BODY)).digest('base64');
    expect(typeform['typeform-signature']).toBe(`sha256=${mac}`);
    expect(verifySender(['typeform'], [SECRET], request(typeform))).toEqual({});
  });

  it('is recognised by an older secret while that is valid', () => {
    expect(verifySender(['typeform'], ['the new one', SECRET], request(typeform))).toEqual({});
    expect(verifySender(['typeform'], ['the new one'], request(typeform))).toBeUndefined();
  });

  it.each<[string, SenderRequest['headers'], Partial<SenderRequest>]>([
    ['no signature', {}, {}],
    ['an empty one', { 'typeform-signature': '' }, {}],
    ['one without its scheme', { 'typeform-signature': typeform['typeform-signature'].slice('sha256='.length) }, {}],
    [
      'one in hexadecimal',
      { 'typeform-signature': `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}` },
      {},
    ],
    ['one made with another secret', { 'typeform-signature': signAsTypeform('another', BODY) }, {}],
    ['one made with no secret', { 'typeform-signature': signAsTypeform('', BODY) }, {}],
    ['another body', typeform, { body: Buffer.from(BODY.replace('Zoë', 'Zoe')) }],
    ['the same text in other bytes', typeform, { body: Buffer.from(BODY, 'latin1') }],
    ['the secret as a bearer', { authorization: `Bearer ${SECRET}` }, {}],
  ])('is refused with %s', (_, headers, change) => {
    expect(verifySender(['typeform'], [SECRET, ''], request(headers, change))).toBeUndefined();
  });
});

describe('HubSpot', () => {
  it('signs method, address, body and time', () => {
    const mac = createHmac('sha256', SECRET)
      .update(`POST${URL}${BODY}${Date.parse(NOW)}`)
      .digest('base64');
    expect(hubspot['x-hubspot-signature-v3']).toBe(mac);
    expect(verifySender(['hubspot-v3'], [SECRET], request(hubspot))).toEqual({});
  });

  it('may have called any address of the hook, with a decoded query', () => {
    const urls = ['https://id.execute-api.eu.example/prod/hooks/hubspot-workflow/some-key', URL];
    expect(verifySender(['hubspot-v3'], [SECRET], request(hubspot, { urls }))).toEqual({});
    const url = `${URL}?from=a/b:c`;
    const signed = signAsHubspot(SECRET, { method: 'POST', url, body: BODY, at: NOW });
    expect(verifySender(['hubspot-v3'], [SECRET], request(signed, { urls: [`${URL}?from=a%2Fb%3Ac`] }))).toEqual({});
  });

  it.each([299, -299])('allows a clock difference of %i seconds', (seconds) => {
    expect(verifySender(['hubspot-v3'], [SECRET], request(hubspot, { now: addSeconds(NOW, seconds) }))).toEqual({});
  });

  it.each<[string, SenderRequest['headers'], Partial<SenderRequest>]>([
    ['no signature', {}, {}],
    ['no time', { 'x-hubspot-signature-v3': hubspot['x-hubspot-signature-v3'] }, {}],
    ['a malformed time', { ...hubspot, 'x-hubspot-request-timestamp': 'now' }, {}],
    ['another time', { ...hubspot, 'x-hubspot-request-timestamp': String(Date.parse(NOW) + 1) }, {}],
    ['a time too far in the past', hubspot, { now: addSeconds(NOW, 301) }],
    ['a time too far in the future', hubspot, { now: addSeconds(NOW, -301) }],
    ['another body', hubspot, { body: Buffer.from('{}') }],
    ['another address', hubspot, { urls: [`${URL}2`] }],
    ['another method', hubspot, { method: 'PUT' }],
    ['another secret', signAsHubspot('another', { method: 'POST', url: URL, body: BODY, at: NOW }), {}],
  ])('is refused with %s', (_, headers, change) => {
    expect(verifySender(['hubspot-v3'], [SECRET], request(headers, change))).toBeUndefined();
  });

  it('may present the secret in a header instead', () => {
    expect(verifySender(['hubspot-v3', 'bearer'], [SECRET], request({ authorization: `Bearer ${SECRET}` }))).toEqual(
      {},
    );
  });
});

it('a standard webhook contains the id of its delivery', () => {
  const headers = signWebhook(STANDARD, { id: 'msg_1', at: NOW, body: BODY });
  expect(verifySender(['bearer', 'standard-webhook'], [STANDARD], request(headers))).toEqual({ sentAs: 'msg_1' });
});

it('invented headers prove nothing, and nothing throws', () => {
  const names = fc.constantFrom(
    ...['authorization', 'typeform-signature', 'x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  );
  const headers = fc.dictionary(names, fc.oneof(fc.string(), fc.constant(String(Date.parse(NOW)))));
  fc.assert(
    fc.property(headers, fc.uint8Array({ maxLength: 50 }), fc.string({ maxLength: 50 }), (made, body, url) => {
      const everything = ['typeform', 'hubspot-v3', 'standard-webhook', 'bearer'] as const;
      expect(verifySender(everything, [SECRET, STANDARD], request(made, { body, urls: [url] }))).toBeUndefined();
    }),
  );
});
