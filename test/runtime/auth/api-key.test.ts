import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  API_KEY_BYTES,
  createApiKey,
  isKeyOf,
  parseApiKey,
  principalOfKey,
  type StoredApiKey,
  StoredApiKeySchema,
} from '../../../shared/runtime/auth/api-key.ts';
import { createAuthorizerHandler } from '../../../shared/runtime/auth/authorizer.ts';
import { identifyCaller } from '../../../shared/runtime/auth/identify.ts';
import { actorIdOf, callerRefusalOf, principalOf } from '../../../shared/runtime/auth/principal.ts';
import { anAuthorizerEvent, anHttpEvent, CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime, NOW } from '../../support/recorded-runtime.ts';

const random = (seed: number) => Uint8Array.from({ length: API_KEY_BYTES }, (_, at) => (seed * 31 + at * 7) % 256);
const made = (
  seed: number,
  holder: Parameters<typeof createApiKey>[0]['holder'] = { role: 'admin' },
  environment = 'dev',
) => createApiKey({ environment, holder, random: random(seed), now: NOW });
const keysOf = (...stored: readonly StoredApiKey[]) => ({
  byId: async (id: string) => stored.find((one) => one.id === id),
});

describe('newApiKey', () => {
  it('creates a key that names its environment and id, and stores only its hash', () => {
    const { key, stored } = made(1, { role: 'rep', repId: 'mia.wolf' });
    expect(key).toMatch(/^bk_dev_[0-9a-f]{16}_[\w-]{43}$/);
    expect(parseApiKey(key)).toEqual({ environment: 'dev', id: stored.id });
    expect(StoredApiKeySchema.parse(stored)).toEqual(stored);
    expect(stored).toMatchObject({ role: 'rep', repId: 'mia.wolf', createdAt: NOW });
    expect(JSON.stringify(stored)).not.toContain(key.slice(-43));
  });

  it('creates a parseable key whatever the random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: API_KEY_BYTES, maxLength: API_KEY_BYTES }), (bytes) => {
        const { key, stored } = createApiKey({
          environment: 'local-2',
          holder: { role: 'admin' },
          random: bytes,
          now: NOW,
        });
        expect(parseApiKey(key)).toEqual({ environment: 'local-2', id: stored.id });
        expect(isKeyOf(key, stored)).toBe(true);
      }),
    );
  });

  it('refuses too few random bytes and an environment name that would make keys unparseable', () => {
    expect(() =>
      createApiKey({ environment: 'dev', holder: { role: 'admin' }, random: new Uint8Array(8), now: NOW }),
    ).toThrow('40');
    expect(() => made(1, { role: 'admin' }, 'my_env')).toThrow('environment');
  });

  it('cannot be stored for a rep without an id', () => {
    const { repId: _, ...nameless } = made(1, { role: 'rep', repId: 'mia.wolf' }).stored;
    expect(StoredApiKeySchema.safeParse(nameless).success).toBe(false);
    expect(principalOfKey(nameless)).toBeUndefined();
  });
});

describe('identify', () => {
  const { key, stored } = made(1, { role: 'rep', repId: 'mia.wolf' });
  const other = made(2);
  const tryWith = (authorization: string | undefined, kept: StoredApiKey = stored, environment = 'dev') =>
    identifyCaller(authorization, { keys: keysOf(kept, other.stored), environment, now: NOW });

  it('returns the holder of a key', async () => {
    const principal = { keyId: stored.id, role: 'rep', repId: 'mia.wolf' };
    expect(await tryWith(`Bearer ${key}`)).toEqual({ outcome: 'known', principal });
    expect(await tryWith(`bearer   ${key}`)).toEqual({ outcome: 'known', principal });
  });

  it.each([
    ['no header', undefined, 'no_key'],
    ['another scheme', `Basic ${key}`, 'no_key'],
    ['two keys', `Bearer ${key} ${key}`, 'no_key'],
    ['a malformed key', 'Bearer abc', 'not_a_key'],
    ['a key with an extra character', `Bearer ${key}x`, 'not_a_key'],
    ['a key with another id', `Bearer ${made(3).key}`, 'unknown_key'],
    ["one key's id with another's secret", `Bearer bk_dev_${stored.id}_${other.key.slice(-43)}`, 'unknown_key'],
    ['a key of another environment', `Bearer ${made(1, { role: 'admin' }, 'prod').key}`, 'other_environment'],
  ])('refuses %s', async (_what, authorization, because) => {
    expect(await tryWith(authorization)).toEqual({ outcome: 'refused', because });
  });

  it('refuses a key from its revocation on', async () => {
    const until = (revokedAt: string) => tryWith(`Bearer ${key}`, { ...stored, revokedAt });
    expect(await until(NOW)).toEqual({ outcome: 'refused', because: 'revoked' });
    expect(await until('2026-11-21T20:12:00.001Z')).toMatchObject({ outcome: 'known' });
  });
});

describe('an expiring key', () => {
  it('opens until its expiry and not from then on', async () => {
    const expiresAt = '2026-11-21T20:12:00.001Z';
    const { key, stored } = createApiKey({
      ...{ environment: 'dev', holder: { role: 'admin' } as const, random: random(1), now: NOW },
      ...{ expiresAt, name: 'nightly sync' },
    });
    expect(stored).toMatchObject({ expiresAt, name: 'nightly sync' });
    const identifyAt = (now: string) =>
      identifyCaller(`Bearer ${key}`, { keys: keysOf(stored), environment: 'dev', now });
    expect(await identifyAt(NOW)).toMatchObject({ outcome: 'known' });
    expect(await identifyAt(expiresAt)).toEqual({ outcome: 'refused', because: 'expired' });
  });
});

describe('authorizerHandler', () => {
  const { key, stored } = made(1, { role: 'rep', repId: 'mia.wolf' });
  const runtime = aRecordingRuntime();
  const authorizer = createAuthorizerHandler(runtime, { keys: keysOf(stored), environment: 'dev' });
  const answerTo = (headers: Record<string, string>) => authorizer(anAuthorizerEvent(headers), CONTEXT);

  it('passes the caller to the function', async () => {
    const answer = await answerTo({ authorization: `Bearer ${key}` });
    expect(answer).toEqual({ isAuthorized: true, context: { keyId: stored.id, role: 'rep', repId: 'mia.wolf' } });
    const event = anHttpEvent({ path: '/', principal: answer.context });
    expect(principalOf(event)).toEqual({ keyId: stored.id, role: 'rep', repId: 'mia.wolf' });
  });

  it('passes an unknown caller on without a principal, and logs why', async () => {
    const unknown: Record<string, string>[] = [{}, { authorization: `Bearer ${made(9).key}` }];
    for (const headers of unknown) {
      const { context } = await answerTo(headers);
      const event = anHttpEvent({ path: '/', principal: context });
      expect([principalOf(event), callerRefusalOf(event)]).toEqual([undefined, context.refusal]);
    }
    const reasons = runtime.lines.filter(({ code }) => code === 'caller_refused').map(({ outcome }) => outcome);
    expect(reasons).toEqual(['no_key', 'unknown_key']);
    expect(JSON.stringify(runtime.lines)).not.toContain('bk_');
  });
});

describe('principalOf', () => {
  it.each([
    ['no authorizer', undefined],
    ['a rep without an id', { keyId: 'k', role: 'rep', repId: '' }],
    ['an unknown role', { keyId: 'k', role: 'root', repId: '' }],
    ['no key', { keyId: '', role: 'admin', repId: '' }],
  ])('returns nobody for %s', (_what, principal) => {
    expect(principalOf(anHttpEvent({ path: '/', principal }))).toBeUndefined();
  });

  it('returns no rep for an admin without one', () => {
    const event = anHttpEvent({ path: '/', principal: { keyId: 'k', role: 'admin', repId: '' } });
    expect(principalOf(event)).toEqual({ keyId: 'k', role: 'admin', repId: undefined });
  });
});

describe('actorIdOf', () => {
  it('names the person, and a machine by its key', () => {
    expect(actorIdOf({ keyId: 'k', role: 'admin', repId: 'mia.wolf' })).toBe('mia.wolf');
    expect(actorIdOf({ keyId: 'k', role: 'admin' })).toBe('k');
  });
});
