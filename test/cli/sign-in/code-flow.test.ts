import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLocalPeople, startDemoSignIn } from '../../../cli/demo/sign-in.ts';
import type { SignInProvider } from '../../../cli/demo/sign-in-provider.ts';
import { startCodeFlow } from '../../../cli/sign-in/code-flow.ts';
import { followRedirects } from '../../../cli/sign-in/follow-redirects.ts';
import { discoverIssuer } from '../../../shared/adapters/oidc/issuer.ts';
import { IssuerTokens } from '../../../shared/adapters/oidc/issuer-tokens.ts';
import { roleOfClaims } from '../../../shared/domain/team/sign-in.ts';
import { aPlan } from '../../support/builders/plan.ts';

const REPS = `reps:
  olga.stone: {name: Olga Stone, email: olga.stone@seller.example}
  mia.keller: {name: 'Mia <Keller>', email: mia.keller@seller.example}
  sam.noone:  {name: Sam Noone}`;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'baton-sign-in-'));
});
afterAll(() => rm(directory, { recursive: true }));

it('locally everybody with an e-mail address can sign in, with a group by the plan', () => {
  const plan = aPlan({ owner: 'olga.stone' });
  const [team] = Object.values(plan.teams);
  expect(readLocalPeople(REPS, plan).map(({ id, groups }) => [id, ...groups])).toEqual([
    ['olga.stone', 'admins'],
    ['mia.keller', 'reps'],
  ]);
  const managed = { ...plan, teams: { sdr: { ...team, manager: 'mia.keller' } } } as typeof plan;
  expect(readLocalPeople(REPS, managed)[1]?.groups).toEqual(['managers']);
});

describe('the local sign-in', () => {
  let provider: SignInProvider;
  beforeAll(async () => {
    provider = await startDemoSignIn(readLocalPeople(REPS, aPlan({ owner: 'olga.stone' })), join(directory, 'port'));
  });
  afterAll(() => provider.close());
  const flowFor = async (person?: string) => {
    const discovery = await discoverIssuer(provider.settings.issuer, { allowHttp: true });
    return startCodeFlow({ discovery, clientId: provider.settings.audience, person });
  };

  it('gives a token that the authorizer accepts, for the person asked for', async () => {
    const flow = await flowFor('olga.stone');
    const token = await flow.finish(await followRedirects(flow.url));
    const checked = await new IssuerTokens({ settings: provider.settings, allowHttp: true }).verify(token);
    expect(checked).toMatchObject({ outcome: 'verified', claims: { email: 'olga.stone@seller.example' } });
    expect(checked.outcome === 'verified' && roleOfClaims(checked.claims, provider.settings)).toBe('admin');
  });

  it('asks who one is when nobody is named, and knows nobody else', async () => {
    await expect(followRedirects((await flowFor()).url)).rejects.toThrow('does not know this person');
    await expect(followRedirects((await flowFor('lou.gone')).url)).rejects.toThrow('does not know this person');
  });

  it('keeps its port from run to run', async () => {
    const again = await startDemoSignIn([], join(directory, 'other'));
    await again.close();
    const next = await startDemoSignIn([], join(directory, 'other'));
    expect(next.settings.issuer).toBe(again.settings.issuer);
    await next.close();
  });

  it('refuses an answer of another sign-in, or a refusal, with what is wrong', async () => {
    const flow = await flowFor('olga.stone');
    const callback = (query: string) => new URL(`http://localhost:8976/callback?${query}`);
    await expect(flow.finish(callback('code=1&state=other'))).rejects.toThrow('from another sign-in');
    await expect(flow.finish(callback('error=access_denied'))).rejects.toThrow('refused: access_denied');
    const state = new URL(flow.url).searchParams.get('state');
    await expect(flow.finish(callback(`code=1&state=${state}`))).rejects.toThrow('gave no ID token (400)');
  });
});
