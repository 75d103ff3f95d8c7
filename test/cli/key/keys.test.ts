import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseExpiry } from '../../../cli/key/expiry.ts';
import { createKey, type KeyDeps, listKeys, revokeKey } from '../../../cli/key/keys.ts';
import { InMemoryApiKeyStore } from '../../../shared/adapters/in-memory/in-memory-key-store.ts';
import { API_KEY_BYTES } from '../../../shared/runtime/auth/api-key.ts';
import { identifyCaller } from '../../../shared/runtime/auth/identify.ts';
import { aRep } from '../../support/builders/rep.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const random = (seed: number) => new Uint8Array(API_KEY_BYTES).fill(seed);

function aDesk(now = NOW): KeyDeps & { readonly keys: InMemoryApiKeyStore } {
  const people = [aRep({ id: 'mia.keller' }), aRep({ id: 'lou.gone', active: false })];
  return { keys: new InMemoryApiKeyStore(), reps: { list: async () => people }, environment: 'dev', now };
}
const keyIn = (said: string) => said.split('\n').at(-1) ?? '';

describe('baton key create', () => {
  it('creates a key that opens the API for its person until it expires, and stores only its hash', async () => {
    const desk = aDesk();
    const wanted = { role: 'manager', person: 'mia.keller', expires: '90d', name: ' laptop ' } as const;
    const said = await createKey(wanted, random(1), desk);
    const [stored] = await desk.keys.list();
    expect(stored).toMatchObject({ role: 'manager', repId: 'mia.keller', name: 'laptop', createdAt: NOW });
    expect(stored?.expiresAt).toBe('2027-02-21T09:00:00.000Z');
    expect(JSON.stringify(stored)).not.toContain(keyIn(said).slice(-43));
    const found = await identifyCaller(`Bearer ${keyIn(said)}`, desk);
    expect(found).toMatchObject({ outcome: 'known', principal: { role: 'manager', repId: 'mia.keller' } });
  });

  it('creates a key for a machine, named by its id alone', async () => {
    const desk = aDesk();
    const said = await createKey({ role: 'admin' }, random(2), desk);
    expect(said).toMatch(/^Key [0-9a-f]{16}: created with the role admin for a machine; never expires\./);
    expect((await desk.keys.list())[0]).not.toHaveProperty('repId');
  });

  it.each([
    [{ role: 'rep' }, /needs --person/],
    [{ role: 'rep', person: 'mia.kellr' }, /no rep `mia.kellr`; did you mean `mia.keller`\?/],
    [{ role: 'admin', person: 'lou.gone' }, /lou.gone has left/],
    [{ role: 'admin', expires: 'soon' }, /Expected --expires .* "soon" is neither/],
    [{ role: 'admin', expires: '0d' }, /Expected --expires/],
    [{ role: 'admin', name: 'two\nlines' }, /Expected --name as one line/],
    [{ role: 'admin', name: 'x'.repeat(61) }, /Expected --name as one line/],
  ] as const)('refuses %j and stores nothing', async (wanted, why) => {
    const desk = aDesk();
    await expect(createKey(wanted, random(3), desk)).rejects.toThrow(why);
    expect(await desk.keys.list()).toEqual([]);
  });
});

describe('the expiry of a key', () => {
  it.each([
    ['1d', '2026-11-24T09:00:00.000Z'],
    ['3650d', '2036-11-20T09:00:00.000Z'],
    ['2026-11-23', '2026-11-24T00:00:00.000Z'],
    ['2028-02-29', '2028-03-01T00:00:00.000Z'],
  ])('%s is %s', (text, at) => {
    expect(parseExpiry(text, NOW)).toBe(at);
  });

  it.each(['3651d', '-1d', '90', '2026-11-22', '2027-02-29', '2036-13-01', '2099-01-01', ''])('is not %j', (text) => {
    expect(() => parseExpiry(text, NOW)).toThrow(/Expected --expires as a number of days from 1d to 3650d, or a day/);
  });
});

describe('baton key list', () => {
  it('shows person, role and state, those that open something first, and no part of a secret', async () => {
    const desk = aDesk();
    const said = await createKey({ role: 'rep', person: 'mia.keller', expires: '2026-11-30' }, random(4), desk);
    await createKey({ role: 'admin', name: 'nightly sync' }, random(5), desk);
    const [hex4, hex5] = ['04'.repeat(8), '05'.repeat(8)];
    await revokeKey(hex5, desk);
    const listed = stripVTControlCharacters(await listKeys(desk)).replace(/ +$/gm, '');
    expect(listed).toBe(
      [
        'id                role   person      name          created     expires     state',
        `${hex4}  rep    mia.keller                2026-11-23  2026-12-01  valid`,
        `${hex5}  admin  (machine)   nightly sync  2026-11-23  never       revoked 2026-11-23`,
      ].join('\n'),
    );
    expect(await listKeys(desk)).not.toContain(keyIn(said).slice(-43));
    const later = { ...desk, now: '2026-12-01T00:00:00.000Z', reps: { list: async () => [] } };
    expect(await listKeys(later)).toMatch(/mia.keller \(not active\).* expired/);
  });

  it('says so when there is none', async () => {
    expect(await listKeys(aDesk())).toBe('There are no API keys.');
  });
});

describe('baton key revoke', () => {
  it('shuts the key out from now on, and keeps the first moment', async () => {
    const desk = aDesk();
    const key = keyIn(await createKey({ role: 'admin' }, random(6), desk));
    const id = '06'.repeat(8);
    expect(await revokeKey(id, desk)).toContain('revoked');
    expect(await identifyCaller(`Bearer ${key}`, desk)).toEqual({ outcome: 'refused', because: 'revoked' });
    await revokeKey(id, { ...desk, now: '2026-11-24T00:00:00.000Z' });
    expect(await desk.keys.byId(id)).toMatchObject({ revokedAt: NOW });
  });

  it('says when there is no such key', async () => {
    await expect(revokeKey('nope', aDesk())).rejects.toThrow('There is no key with the id nope');
  });
});
