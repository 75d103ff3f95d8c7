import { describe, expect, inject, it } from 'vitest';
import { startCodeFlow } from '../../cli/sign-in/code-flow.ts';
import { followRedirects } from '../../cli/sign-in/follow-redirects.ts';
import { discoverIssuer } from '../../shared/adapters/oidc/issuer.ts';
import { aTokenKey, signToken, validClaims } from '../support/sign-token.ts';
import { runBaton } from './baton-command.ts';

const { outputs, signIn } = inject('deployed');
const { settings, key } = signIn;

/** Signs in as a browser would. */
async function tokenOf(person: string): Promise<string> {
  const discovery = await discoverIssuer(settings.issuer, { allowHttp: true });
  const flow = startCodeFlow({ discovery, clientId: settings.audience, person });
  return flow.finish(await followRedirects(flow.url));
}

async function ask(token: string, path = '/v1/reps/fay.brook') {
  const answer = await fetch(`${outputs.ApiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as { readonly detail?: string; readonly id?: string } };
}

const claims = (more: object = {}) =>
  validClaims(settings, { email: 'fay.brook@seller.example', email_verified: true, groups: ['reps'], ...more });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe('whoever signs in', () => {
  it('is that rep, and sees themselves alone', async () => {
    const token = await tokenOf('fay.brook');
    expect(await ask(token)).toMatchObject({ status: 200, body: { id: 'fay.brook' } });
    expect((await ask(token, '/v1/reps/gil.reed')).status).toBe(403);
    expect((await ask(token, '/v1/metrics?from=2026-11-01&to=2026-11-02')).status).toBe(403);
  });

  it('reaches as manager the reps and teams that the plan gives them, and no others', async () => {
    const manager = await tokenOf('mara.quill');
    expect((await ask(manager, '/v1/reps/gil.reed')).status).toBe(200);
    expect((await ask(manager, '/v1/leads?team=calm')).status).toBe(200);
    // Olga manages these.
    expect(await ask(manager, '/v1/reps/ezra.long')).toMatchObject({
      status: 403,
      body: { detail: 'This rep is in none of your teams.' },
    });
    expect(await ask(manager, '/v1/leads?team=closers')).toMatchObject({
      status: 403,
      body: { detail: 'This team is not yours.' },
    });
    expect((await ask(manager, '/v1/teams/closers/ledger')).status).toBe(403);
    expect((await ask(await tokenOf('olga.stone'), '/v1/reps/ezra.long')).status).toBe(200);
  });

  it('is a manager or an admin by their group', async () => {
    const [manager, admin] = await Promise.all([tokenOf('mara.quill'), tokenOf('olga.stone')]);
    expect((await ask(manager, '/v1/plans')).status).toBe(200);
    expect((await ask(manager, '/v1/webhooks')).status).toBe(403);
    expect((await ask(admin, '/v1/webhooks')).status).toBe(200);
  });

  it.each([
    ['for another application', () => signToken(key, claims({ aud: 'other' })), 401, 'audience'],
    ['from another issuer', () => signToken(key, claims({ iss: 'https://other.example' })), 401, 'another issuer'],
    ['signed with another key', () => signToken({ ...aTokenKey(), kid: key.kid }, claims()), 401, 'signature'],
    ['not signed', () => signToken(key, claims(), { alg: 'none' }), 401, 'algorithm'],
    ['that has expired', () => signToken(key, claims({ exp: inSeconds(-60) })), 401, 'expired'],
    ['that is not valid yet', () => signToken(key, claims({ nbf: inSeconds(600) })), 401, 'not valid yet'],
    ['of somebody who is no rep', () => signToken(key, claims({ email: 'ann@seller.example' })), 403, 'no rep here'],
    [
      'of somebody who has left',
      () => signToken(key, claims({ email: 'elin.hart@seller.example' })),
      403,
      'no longer active',
    ],
    [
      'without a group that has a role',
      () => signToken(key, claims({ groups: ['guests'] })),
      403,
      'none of your groups',
    ],
    ['with an unverified address', () => signToken(key, claims({ email_verified: false })), 403, 'not verified'],
  ])('with a token %s is refused, and told why', async (_what, make, status, why) => {
    const answer = await ask(make());
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(why);
  });

  it('acts by the CLI as themselves', async () => {
    try {
      expect(await runBaton('sign-in', '--person', 'olga.stone')).toContain('Signed in to local until');
      expect(await runBaton('mode')).toMatch(/live|shadow/);
      await runBaton('sign-in', '--person', 'fay.brook');
      await expect(runBaton('mode')).rejects.toThrow('manager or admin');
    } finally {
      await runBaton('sign-in', '--end');
    }
  });
});
