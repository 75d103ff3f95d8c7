import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { bearerTokenOf, hasBearerSecret, isSameSecret } from '../../../shared/runtime/auth/constant-time.ts';
import { signWebhook, verifyWebhook } from '../../../shared/runtime/auth/signatures.ts';

const SECRET = `whsec_${Buffer.from('an invented secret of 32 bytes!!').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another invented secret, 32 long').toString('base64')}`;
const NOW = '2026-11-21T20:12:00.000Z';
const BODY = '{"lead":"lead_1","name":"Zoë"}';
const bytes = Buffer.from(BODY);
const headers = signWebhook(SECRET, { id: 'msg_1', at: NOW, body: BODY });
const verify = (changed: Partial<Parameters<typeof verifyWebhook>[1]> = {}, secrets: readonly string[] = [SECRET]) =>
  verifyWebhook(secrets, { headers, body: bytes, now: NOW, ...changed }).outcome;

describe('signWebhook', () => {
  it("matches the specification's test vector", () => {
    const vector = signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: '2021-02-25T15:02:10.000Z',
      body: '{"test": 2432232314}',
    });
    expect(vector).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it("agrees with the specification's library on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\w-]{1,30}$/), (body, id) => {
        const signed = signWebhook(SECRET, { id, at: NOW, body });
        expect(signed['webhook-signature']).toBe(new Webhook(SECRET).sign(id, new Date(NOW), body));
      }),
    );
  });

  it.each(['', 'whsec_', 'whsec_c2hvcnQ=', SECRET.slice('whsec_'.length)])(
    'refuses to work with the secret "%s"',
    (secret) => {
      expect(() => signWebhook(secret, { id: 'm', at: NOW, body: '' })).toThrow('whsec_');
    },
  );
});

describe('signWebhook with several secrets', () => {
  it('lets a receiver verify with either', () => {
    const another = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    const message = { id: 'evt_1', at: new Date().toISOString(), body: '{"type":"LeadAssigned"}' };
    const both = { ...signWebhook([SECRET, OTHER], message) };
    for (const secret of [SECRET, OTHER])
      expect(new Webhook(secret).verify(message.body, both)).toEqual({ type: 'LeadAssigned' });
    expect(() => new Webhook(another).verify(message.body, both)).toThrow();
    expect(signWebhook([SECRET], message)).toEqual(signWebhook(SECRET, message));
  });

  it('signs with none if one of them is no secret', () => {
    expect(() => signWebhook([SECRET, 'whsec_'], { id: 'evt_1', at: NOW, body: BODY })).toThrow('must be whsec_');
  });
});

describe('verifyWebhook', () => {
  it('accepts a signed message, as bytes, and returns its id', () => {
    expect(verifyWebhook([SECRET], { headers, body: bytes, now: NOW })).toEqual({ outcome: 'valid', id: 'msg_1' });
  });

  it('accepts either secret while one is being replaced, and one of several signatures', () => {
    expect(verify({}, [OTHER, SECRET])).toBe('valid');
    const both = `v1,AAAA v2,xyz ${headers['webhook-signature']}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': both } })).toBe('valid');
  });

  it.each([
    ['another secret', {}, [OTHER]],
    ['no secret at all', {}, []],
    ['a malformed secret', {}, ['plain secret', '']],
    ['another body', { body: Buffer.from(`${BODY} `) }, [SECRET]],
    ['another id', { headers: { ...headers, 'webhook-id': 'msg_2' } }, [SECRET]],
    [
      'another time',
      { headers: { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) } },
      [SECRET],
    ],
    [
      'another version',
      { headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') } },
      [SECRET],
    ],
    [
      'a longer signature',
      { headers: { ...headers, 'webhook-signature': `${headers['webhook-signature']}A` } },
      [SECRET],
    ],
  ])('refuses %s', (_what, changed, secrets) => {
    expect(verify(changed, secrets)).toBe('bad_signature');
  });

  it('distinguishes bytes that look the same as text', () => {
    const odd = Buffer.from([0x7b, 0xff, 0x7d]);
    const signed = signWebhook(SECRET, { id: 'm', at: NOW, body: odd });
    expect(verify({ headers: signed, body: odd })).toBe('valid');
    expect(verify({ headers: signed, body: Buffer.from([0x7b, 0xfe, 0x7d]) })).toBe('bad_signature');
  });

  it.each([
    [300, 'valid'],
    [301, 'too_old'],
    [-300, 'valid'],
    [-301, 'too_new'],
  ])('%d seconds after signing returns %s', (seconds, outcome) => {
    expect(verify({ now: addSeconds(NOW, seconds) })).toBe(outcome);
  });

  it.each([
    ['webhook-id', undefined],
    ['webhook-timestamp', undefined],
    ['webhook-signature', ''],
    ['webhook-timestamp', '1795291920abc'],
    ['webhook-timestamp', '-1'],
    ['webhook-timestamp', '9'.repeat(40)],
  ])('requires every header: %s %s', (name, value) => {
    expect(verify({ headers: { ...headers, [name]: value } })).toBe('missing_headers');
  });
});

describe('secrets', () => {
  it('are equal only when every byte is', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true);
    expect(isSameSecret('abc', Buffer.from('abc'))).toBe(true);
    expect([isSameSecret('abc', 'abd'), isSameSecret('abc', 'abcd'), isSameSecret('', 'a')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are read from a bearer token', () => {
    expect(bearerTokenOf('Bearer abc.def')).toBe('abc.def');
    expect([
      bearerTokenOf(undefined),
      bearerTokenOf('Bearer'),
      bearerTokenOf('Bearer a b'),
      bearerTokenOf('abc'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect(hasBearerSecret('Bearer s3cret', 's3cret')).toBe(true);
    expect([
      hasBearerSecret('Bearer s3cre', 's3cret'),
      hasBearerSecret('s3cret', 's3cret'),
      hasBearerSecret('Bearer ', ''),
    ]).toEqual([false, false, false]);
  });
});
