import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkSignIn } from '../../../cli/doctor/sign-in.ts';
import { anIssuer, type TestIssuer } from '../../adapters/oidc/an-issuer.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aTokenKey } from '../../support/sign-token.ts';

let server: TestIssuer;
beforeEach(async () => {
  server = await anIssuer(aTokenKey());
});
afterEach(() => server.close());

const look = (options = {}) =>
  checkSignIn(JSON.stringify({ issuer: server.issuer, audience: 'baton' }), { allowHttp: true, reps: [], ...options });

it('says nothing where people do not sign in', async () => {
  expect(await checkSignIn('off', { allowHttp: false, reps: [aRep()] })).toEqual([]);
  expect(server.requests).toEqual([]);
});

it('finds an issuer that can be read, and people whom no sign-in would recognise', async () => {
  const reps = [aRep({ email: 'kim@seller.example' }), aRep({ id: 'lou' }), aRep({ id: 'gone', active: false })];
  expect(await look({ reps })).toMatchObject([
    { check: 'Sign-in', state: 'ok', observed: `${server.issuer} can be read, with 1 key(s)` },
    { check: 'Sign-in', state: 'warning', observed: expect.stringContaining('1 of 2 active people') },
  ]);
});

it('says what is wrong with an issuer, and what to do', async () => {
  server.keys = [];
  expect(await look()).toMatchObject([{ state: 'failed', observed: expect.stringContaining('no key that signs') }]);
  server.down = true;
  expect(await look()).toMatchObject([
    {
      state: 'failed',
      observed: expect.stringContaining('answered 503'),
      todo: expect.stringContaining('signIn.issuer'),
    },
  ]);
  expect(await look({ allowHttp: false })).toMatchObject([
    { state: 'failed', observed: expect.stringContaining('https://') },
  ]);
});
