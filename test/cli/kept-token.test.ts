import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropToken, expiryOf, keepToken, readKeptToken, tokenFileOf } from '../../cli/kept-token.ts';
import { aTokenKey, signToken, validClaims } from '../support/sign-token.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-token-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('the token of whoever signed in', () => {
  const token = signToken(aTokenKey(), validClaims({ issuer: 'https://id.example', audience: 'baton' }));

  it('is kept for its owner alone until it is dropped', async () => {
    const file = tokenFileOf('dev', directory);
    expect(await readKeptToken(file, 'dev', Date.now())).toBeUndefined();
    await keepToken(file, token);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readKeptToken(file, 'dev', Date.now())).toBe(token);
    await dropToken(file);
    expect(await readKeptToken(file, 'dev', Date.now())).toBeUndefined();
  });

  it('is an error once it has expired, so that nobody goes on as somebody else', async () => {
    const file = tokenFileOf('staging', directory);
    await keepToken(file, token);
    const reading = readKeptToken(file, 'staging', expiryOf(token));
    await expect(reading).rejects.toThrow(
      'Your sign-in has expired. Sign in again: npm run baton -- sign-in --env staging',
    );
    expect(expiryOf('no token')).toBe(0);
  });
});
