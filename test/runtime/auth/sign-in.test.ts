import { describe, expect, it } from 'vitest';
import { createAuthorizerHandler } from '../../../shared/runtime/auth/authorizer.ts';
import { identifyCaller } from '../../../shared/runtime/auth/identify.ts';
import { callerRefusalOf, principalOf } from '../../../shared/runtime/auth/principal.ts';
import { REFUSALS, refusalOf } from '../../../shared/runtime/auth/refusal.ts';
import { identifyBySignIn, SignInSettingsSchema, type TokenCheck } from '../../../shared/runtime/auth/sign-in.ts';
import { anAuthorizerEvent, anHttpEvent, CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';
import { callSampleRoute } from '../sample-routes.ts';

const SETTINGS = SignInSettingsSchema.parse({
  issuer: 'https://id.example',
  audience: 'baton',
  groupClaim: 'groups',
  roles: { sales: 'rep', leads: 'manager' },
});
const PEOPLE = [
  { id: 'mia.keller', active: true, email: 'mia@seller.example' },
  { id: 'lou.gone', active: false, email: 'lou@seller.example' },
];
const people = {
  get: async (id: string) => PEOPLE.find((one) => one.id === id),
  byEmail: async (email: string) => PEOPLE.find((one) => one.email === email),
};
const TOKEN = 'head.claims.signature';
const keys = { byId: async () => undefined };

function signInWith(checked: TokenCheck, settings = SETTINGS) {
  return (token: string) => identifyBySignIn(token, { settings, people, tokens: { verify: async () => checked } });
}
const verified = (claims: object): TokenCheck => ({ outcome: 'verified', claims: { ...claims } });

describe('a sign-in', () => {
  it('makes its person the caller, by e-mail address or by id', async () => {
    const known = { outcome: 'known', principal: { keyId: 'sign-in', role: 'rep', repId: 'mia.keller' } };
    const claims = { email: 'Mia@seller.example', sub: 'mia.keller', groups: ['sales'] };
    expect(await signInWith(verified(claims))(TOKEN)).toEqual(known);
    expect(await signInWith(verified(claims), { ...SETTINGS, personClaim: 'sub' })(TOKEN)).toEqual(known);
  });

  it.each([
    [{ email: 'ann@seller.example', groups: ['sales'] }, 'unknown_person'],
    [{ email: 'lou@seller.example', groups: ['sales'] }, 'person_left'],
    [{ email: 'mia@seller.example', groups: ['others'] }, 'no_role'],
    [{ email: 'mia@seller.example', email_verified: false, groups: ['sales'] }, 'email_not_verified'],
    [{ groups: ['sales'] }, 'no_person_claim'],
  ])('with the claims %j is refused: %s', async (claims, because) => {
    expect(await signInWith(verified(claims))(TOKEN)).toEqual({ outcome: 'refused', because });
    expect(REFUSALS[refusalOf(because)][0]).toBe('forbidden');
  });

  it('is refused for what is wrong with its token', async () => {
    const refused = { outcome: 'refused', because: 'wrong_audience' } as const;
    expect(await signInWith(refused)(TOKEN)).toEqual(refused);
  });

  it('is only tried where there is one, and with a token only', async () => {
    const options = { keys, environment: 'dev', now: '2026-11-23T09:00:00.000Z' };
    const signIn = signInWith(verified({ email: 'mia@seller.example', groups: ['leads'] }));
    const ask = (text: string, given = {}) => identifyCaller(`Bearer ${text}`, { ...options, ...given });
    expect(await ask(TOKEN)).toEqual({ outcome: 'refused', because: 'sign_in_off' });
    expect(await ask(TOKEN, { signIn })).toMatchObject({ outcome: 'known', principal: { role: 'manager' } });
    expect(await ask('abc', { signIn })).toEqual({ outcome: 'refused', because: 'not_a_key' });
  });

  it('leaves neither token nor address in the log, and tells the caller why', async () => {
    const runtime = aRecordingRuntime();
    const signIn = signInWith(verified({ email: 'ann@seller.example', groups: ['sales'] }));
    const authorize = createAuthorizerHandler(runtime, { keys, environment: 'dev', signIn });
    const { context } = await authorize(anAuthorizerEvent({ authorization: `Bearer ${TOKEN}` }), CONTEXT);
    expect(JSON.stringify([runtime.lines, context])).not.toMatch(/seller|head\.claims/);
    expect(runtime.lines).toContainEqual(
      expect.objectContaining({ code: 'caller_refused', outcome: 'unknown_person' }),
    );
    const event = anHttpEvent({ path: '/', principal: context });
    expect([principalOf(event), callerRefusalOf(event)]).toEqual([undefined, 'unknown_person']);
  });
});

describe('a refused caller', () => {
  it.each(Object.entries(REFUSALS))('%s gets %j', async (refusal, [kind, detail]) => {
    const principal = { keyId: '', role: '', repId: '', refusal };
    const { answer, result } = await callSampleRoute({ principal, json: { size: 1 } });
    expect(answer).toMatchObject({ type: `/problems/${kind}`, detail });
    expect(result.statusCode).toBe({ unauthorized: 401, forbidden: 403, unavailable: 503 }[kind]);
    expect('www-authenticate' in (result.headers ?? {})).toBe(kind === 'unauthorized');
  });
});

it('settings with a role that is none are refused', () => {
  const wrong = { ...SETTINGS, roles: { sales: 'owner' } };
  expect(SignInSettingsSchema.safeParse(wrong).success).toBe(false);
});
