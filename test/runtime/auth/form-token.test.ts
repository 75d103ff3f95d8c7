import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { isSignedFormToken, readFormToken, signFormToken } from '../../../shared/runtime/auth/form-token.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const SECRET = 'an invented secret';
const TOKEN = { source: 'website', lead: 'lead_1', expires: addSeconds(NOW, 3600) };

describe('a token of a form', () => {
  it('says which source asks about whom, and is signed with its secret', () => {
    const text = signFormToken(SECRET, TOKEN);
    expect(readFormToken(text)).toEqual(TOKEN);
    expect(isSignedFormToken(text, ['another', SECRET])).toBe(true);
    expect(isSignedFormToken(text, ['another', ''])).toBe(false);
  });

  it('is not valid with another content or no signature', () => {
    const [content, signature] = signFormToken(SECRET, TOKEN).split('.');
    const other = signFormToken('another', { ...TOKEN, lead: 'lead_2' }).split('.')[0];
    expect(isSignedFormToken(`${other}.${signature}`, [SECRET])).toBe(false);
    expect(isSignedFormToken(`${content}.`, [SECRET])).toBe(false);
  });

  it.each([
    ['no token', 'words'],
    ['no JSON', `${Buffer.from('{').toString('base64url')}.x`],
    ['neither lead nor e-mail', signFormToken(SECRET, { source: 'website', expires: TOKEN.expires } as never)],
    ['both', signFormToken(SECRET, { ...TOKEN, email: 'nora@lindwerk.example' } as never)],
    ['a lead that is none', signFormToken(SECRET, { ...TOKEN, lead: 'x' })],
    ['more than a token is long', signFormToken(SECRET, { ...TOKEN, lead: `lead_${'1'.repeat(900)}` })],
  ])('is malformed with %s', (_, text) => {
    expect(readFormToken(text)).toBeUndefined();
  });
});
