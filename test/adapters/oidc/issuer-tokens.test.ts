import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countIssuerKeys, discoverIssuer } from '../../../shared/adapters/oidc/issuer.ts';
import { IssuerTokens } from '../../../shared/adapters/oidc/issuer-tokens.ts';
import { aTokenKey, signToken, validClaims } from '../../support/sign-token.ts';
import { anIssuer, type TestIssuer } from './an-issuer.ts';

const [KEY, OTHER] = [aTokenKey(), aTokenKey()];
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe('tokens of the issuer', () => {
  let server: TestIssuer;
  let tokens: IssuerTokens;
  beforeEach(async () => {
    server = await anIssuer(KEY);
    tokens = new IssuerTokens({ settings: { issuer: server.issuer, audience: 'baton' }, allowHttp: true });
  });
  afterEach(() => server.close());
  const claims = (more: object = {}) => validClaims({ issuer: server.issuer, audience: 'baton' }, more);
  const refused = (because: string) => ({ outcome: 'refused', because });

  it('count, with their claims; document and keys are read once', async () => {
    for (let call = 0; call < 3; call += 1)
      expect(await tokens.verify(signToken(KEY, claims({ email: 'mia@seller.example' })))).toMatchObject({
        outcome: 'verified',
        claims: { email: 'mia@seller.example' },
      });
    expect(server.requests).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('count for any of their audiences, and within half a minute of the clock', async () => {
    for (const more of [{ aud: ['other', 'baton'] }, { exp: inSeconds(-20) }, { nbf: inSeconds(20) }])
      expect(await tokens.verify(signToken(KEY, claims(more)))).toMatchObject({ outcome: 'verified' });
  });

  it.each([
    ['another issuer', { iss: 'https://other.example' }, 'wrong_issuer'],
    ['another audience', { aud: 'other' }, 'wrong_audience'],
    ['no audience', { aud: undefined }, 'wrong_audience'],
    ['an expiry that is over', { exp: inSeconds(-60) }, 'token_expired'],
    ['no expiry', { exp: undefined }, 'token_expired'],
    ['a beginning to come', { nbf: inSeconds(60) }, 'token_not_yet_valid'],
  ])('with %s do not count', async (_what, more, because) => {
    expect(await tokens.verify(signToken(KEY, claims(more)))).toEqual(refused(because));
  });

  it.each([
    ['signed with another key of the same name', () => signToken(OTHER, claims()), 'wrong_signature'],
    [
      'signed with a key that the issuer does not have',
      () => signToken(aTokenKey('new'), claims()),
      'unknown_token_key',
    ],
    ['without a name of the key', () => signToken(KEY, claims(), { kid: undefined }), 'unknown_token_key'],
    [
      'not signed',
      () => `${signToken(KEY, claims(), { alg: 'none' }).split('.').slice(0, 2).join('.')}.eA`,
      'wrong_algorithm',
    ],
    ['signed by a shared secret', () => signToken(KEY, claims(), { alg: 'HS256' }), 'wrong_algorithm'],
    [
      'signed by another algorithm than the key is for',
      () => signToken(KEY, claims(), { alg: 'RS512' }),
      'wrong_algorithm',
    ],
    ['that are no tokens', () => 'a.b.c', 'not_a_key'],
    [
      'with changed claims',
      () =>
        signToken(KEY, claims()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify(claims({ sub: 'x' }))).toString('base64url')}.`,
        ),
      'wrong_signature',
    ],
  ])('%s do not count', async (_what, make, because) => {
    expect(await tokens.verify(make())).toEqual(refused(because));
  });

  it('of others are refused without asking the issuer for its keys', async () => {
    await tokens.verify(signToken(OTHER, claims({ iss: 'https://other.example' })));
    await tokens.verify(signToken(OTHER, claims(), { alg: 'none' }));
    expect(server.requests).toEqual([]);
  });

  it('signed with a new key count once the issuer has it', async () => {
    expect(await tokens.verify(signToken(KEY, claims()))).toMatchObject({ outcome: 'verified' });
    const next = aTokenKey('key-2');
    server.keys = [KEY, next];
    expect(await tokens.verify(signToken(next, claims()))).toMatchObject({ outcome: 'verified' });
  });

  it('cannot be checked while the issuer is down, and can be right after', async () => {
    server.down = true;
    expect(await tokens.verify(signToken(KEY, claims()))).toEqual(refused('issuer_unavailable'));
    server.down = false;
    expect(await tokens.verify(signToken(KEY, claims()))).toMatchObject({ outcome: 'verified' });
  });

  it('do not count by keys that another issuer publishes', async () => {
    server.document = { issuer: 'https://other.example' };
    expect(await tokens.verify(signToken(KEY, claims()))).toEqual(refused('issuer_unavailable'));
  });

  it('are not checked by plain HTTP outside of the local cloud', async () => {
    const strict = new IssuerTokens({ settings: { issuer: server.issuer, audience: 'baton' }, allowHttp: false });
    expect(await strict.verify(signToken(KEY, claims()))).toEqual(refused('issuer_unavailable'));
    expect(server.requests).toEqual([]);
  });
});

describe('the document of an issuer', () => {
  let server: TestIssuer;
  beforeEach(async () => {
    server = await anIssuer(KEY, OTHER);
  });
  afterEach(() => server.close());

  it('names its keys', async () => {
    const { jwks_uri } = await discoverIssuer(server.issuer, { allowHttp: true });
    expect(await countIssuerKeys(jwks_uri, { allowHttp: true })).toBe(2);
  });

  it('is refused with what is wrong', async () => {
    const read = () => discoverIssuer(server.issuer, { allowHttp: true });
    server.document = { issuer: 'https://other.example' };
    await expect(read()).rejects.toThrow('says that the issuer is https://other.example');
    server.document = { jwks_uri: 'here' };
    await expect(read()).rejects.toThrow('is not a discovery document');
    server.down = true;
    await expect(read()).rejects.toThrow('answered 503');
    server.close();
    await expect(read()).rejects.toThrow('cannot be reached');
    await expect(discoverIssuer(server.issuer, { allowHttp: false })).rejects.toThrow('does not begin with https://');
  });
});
