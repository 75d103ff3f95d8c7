import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { synthesise, synthesiseEnvironment } from './synthesised.ts';

const SIGN_IN = {
  issuer: 'https://id.example',
  audience: 'baton',
  groupClaim: 'groups',
  roles: { sales: 'rep', 'dana@seller.example': 'admin' },
} as const;

const settingsOf = ({ resources }: ReturnType<typeof synthesise>) =>
  Object.entries(resources('AWS::Lambda::Function'))
    .filter(([id]) => id.includes('Authorize'))
    .map(([, found]) => (found.Properties.Environment as { Variables: Record<string, unknown> }).Variables.SIGN_IN);

describe('the sign-in of an environment', () => {
  it('is off unless it is set', () => {
    const stack = synthesise('prod');
    expect(settingsOf(stack)).toEqual(['off']);
    expect(stack.template.findOutputs('SignIn')).toMatchObject({ SignIn: { Value: 'off' } });
  });

  it('reaches the authorizer; the output names neither groups nor people', () => {
    const stack = synthesiseEnvironment({ ...ENVIRONMENTS.staging, signIn: SIGN_IN });
    expect(settingsOf(stack).map((text) => JSON.parse(String(text)))).toEqual([SIGN_IN]);
    const [output] = Object.values(stack.template.findOutputs('SignIn'));
    expect(JSON.parse(String(output?.Value))).toEqual({ issuer: SIGN_IN.issuer, audience: 'baton' });
  });

  it('is refused with an issuer that anybody could stand in for', () => {
    const signIn = { ...SIGN_IN, issuer: 'http://id.example' };
    expect(() => synthesiseEnvironment({ ...ENVIRONMENTS.staging, signIn })).toThrow('begins with https://');
    expect(() => synthesiseEnvironment({ ...ENVIRONMENTS.local, signIn })).not.toThrow();
  });
});
