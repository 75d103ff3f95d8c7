import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { generic } from '../../shared/sources/generic.ts';
import { hubspotWorkflow } from '../../shared/sources/hubspot-workflow.ts';
import { verifySender } from '../../shared/sources/sender-proof.ts';
import type { SenderRequest } from '../../shared/sources/source-kind.ts';
import { typeform } from '../../shared/sources/typeform.ts';

const SECRET = 'an-invented-secret';
const STANDARD = `whsec_${Buffer.from('an invented secret of 32 bytes!!').toString('base64')}`;
const NOW = '2026-11-21T20:12:00.000Z';
const BODY = '{"name":"Zoë","token":"t1"}';
const URL = 'https://leads.acme.example/hooks/hubspot-workflow/some-key';

function request(headers: SenderRequest['headers'], change: Partial<SenderRequest> = {}): SenderRequest {
  return { method: 'POST', urls: [URL], headers, body: Buffer.from(BODY), now: NOW, ...change };
}

/** The header of a body that Typeform sent. */
function signAsTypeform(secret: string): string {
  return typeform.sign(secret, { url: URL, body: BODY, at: NOW })['typeform-signature'] ?? '';
}

const byTypeform = { 'typeform-signature': signAsTypeform(SECRET) };
const byHubspot = hubspotWorkflow.sign(SECRET, { url: URL, body: BODY, at: NOW });

describe('Typeform', () => {
  it('signs the bytes with the secret, in base64', () => {
    const mac = createHmac('sha256', SECRET).update(Buffer.from(BODY)).digest('base64');
    expect(byTypeform['typeform-signature']).toBe(`sha256=${mac}`);
    expect(verifySender(typeform, [SECRET], request(byTypeform))).toEqual({});
  });

  it('is recognised by an older secret while that is valid', () => {
    expect(verifySender(typeform, ['the new one', SECRET], request(byTypeform))).toEqual({});
    expect(verifySender(typeform, ['the new one'], request(byTypeform))).toBeUndefined();
  });

  it.each<[string, SenderRequest['headers'], Partial<SenderRequest>]>([
    ['no signature', {}, {}],
    ['an empty one', { 'typeform-signature': '' }, {}],
    ['one without its scheme', { 'typeform-signature': byTypeform['typeform-signature'].slice('sha256='.length) }, {}],
    [
      'one in hexadecimal',
      { 'typeform-signature': `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}` },
      {},
    ],
    ['one made with another secret', { 'typeform-signature': signAsTypeform('another') }, {}],
    ['one made with no secret', { 'typeform-signature': signAsTypeform('') }, {}],
    ['another body', byTypeform, { body: Buffer.from(BODY.replace('Zoë', 'Zoe')) }],
    ['the same text in other bytes', byTypeform, { body: Buffer.from(BODY, 'latin1') }],
    ['the secret as a bearer', { authorization: `Bearer ${SECRET}` }, {}],
  ])('is refused with %s', (_, headers, change) => {
    expect(verifySender(typeform, [SECRET, ''], request(headers, change))).toBeUndefined();
  });
});

describe('HubSpot', () => {
  it('signs method, address, body and time', () => {
    const mac = createHmac('sha256', SECRET)
      .update(`POST${URL}${BODY}${Date.parse(NOW)}`)
      .digest('base64');
    expect(byHubspot['x-hubspot-signature-v3']).toBe(mac);
    expect(verifySender(hubspotWorkflow, [SECRET], request(byHubspot))).toEqual({});
  });

  it('may have called any address of the hook, with a decoded query', () => {
    const urls = ['https://id.execute-api.eu.example/prod/hooks/hubspot-workflow/some-key', URL];
    expect(verifySender(hubspotWorkflow, [SECRET], request(byHubspot, { urls }))).toEqual({});
    const url = `${URL}?from=a/b:c`;
    const signed = hubspotWorkflow.sign(SECRET, { url, body: BODY, at: NOW });
    expect(verifySender(hubspotWorkflow, [SECRET], request(signed, { urls: [`${URL}?from=a%2Fb%3Ac`] }))).toEqual({});
  });

  it.each([299, -299])('allows a clock difference of %i seconds', (seconds) => {
    expect(verifySender(hubspotWorkflow, [SECRET], request(byHubspot, { now: addSeconds(NOW, seconds) }))).toEqual({});
  });

  it.each<[string, SenderRequest['headers'], Partial<SenderRequest>]>([
    ['no signature', {}, {}],
    ['no time', { 'x-hubspot-signature-v3': byHubspot['x-hubspot-signature-v3'] }, {}],
    ['a malformed time', { ...byHubspot, 'x-hubspot-request-timestamp': 'now' }, {}],
    ['another time', { ...byHubspot, 'x-hubspot-request-timestamp': String(Date.parse(NOW) + 1) }, {}],
    ['a time too far in the past', byHubspot, { now: addSeconds(NOW, 301) }],
    ['a time too far in the future', byHubspot, { now: addSeconds(NOW, -301) }],
    ['another body', byHubspot, { body: Buffer.from('{}') }],
    ['another address', byHubspot, { urls: [`${URL}2`] }],
    ['another method', byHubspot, { method: 'PUT' }],
    ['another secret', hubspotWorkflow.sign('another', { url: URL, body: BODY, at: NOW }), {}],
  ])('is refused with %s', (_, headers, change) => {
    expect(verifySender(hubspotWorkflow, [SECRET], request(headers, change))).toBeUndefined();
  });

  it('may present the secret in a header instead', () => {
    expect(verifySender(hubspotWorkflow, [SECRET], request({ authorization: `Bearer ${SECRET}` }))).toEqual({});
  });
});

it('a standard webhook contains the id of its delivery', () => {
  const headers = signWebhook(STANDARD, { id: 'msg_1', at: NOW, body: BODY });
  expect(verifySender(generic, [STANDARD], request(headers))).toEqual({ sentAs: 'msg_1' });
});

it('invented headers prove nothing, and nothing throws', () => {
  const names = fc.constantFrom(
    ...['authorization', 'typeform-signature', 'x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  );
  const headers = fc.dictionary(names, fc.oneof(fc.string(), fc.constant(String(Date.parse(NOW)))));
  fc.assert(
    fc.property(headers, fc.uint8Array({ maxLength: 50 }), fc.string({ maxLength: 50 }), (made, body, url) => {
      const authentications = [generic, typeform, hubspotWorkflow].flatMap((kind) => kind.authentications);
      expect(
        verifySender({ authentications }, [SECRET, STANDARD], request(made, { body, urls: [url] })),
      ).toBeUndefined();
    }),
  );
});
