import { createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';

/** A private key that signs tokens. */
export type TokenKey = JsonWebKey & { readonly kid: string };

/** Returns a new key. */
export function aTokenKey(kid = 'key-1'): TokenKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
}

/** Signs a token as an issuer does, whatever it says. */
export function signToken(key: TokenKey, claims: object, header: object = {}): string {
  const text = [{ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), createPrivateKey({ key, format: 'jwk' }));
  return `${text}.${signature.toString('base64url')}`;
}

/** Returns claims of a token that is valid for five minutes. */
export function validClaims(of: { readonly issuer: string; readonly audience: string }, more: object = {}) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: of.issuer, aud: of.audience, iat: now, exp: now + 300, sub: 'u-1', ...more };
}
