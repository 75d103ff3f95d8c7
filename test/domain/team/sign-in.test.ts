import { describe, expect, it } from 'vitest';
import { personOfClaims, roleOfClaims, type SignInSettings } from '../../../shared/domain/team/sign-in.ts';

const SETTINGS: SignInSettings = {
  issuer: 'https://id.example',
  audience: 'baton',
  groupClaim: 'groups',
  roles: { sales: 'rep', leads: 'manager', revops: 'admin' },
};

describe('the role of a token', () => {
  it.each([
    [{ groups: ['sales'] }, 'rep'],
    [{ groups: 'leads' }, 'manager'],
    [{ groups: ['sales', 'revops', 'leads'] }, 'admin'],
    [{ groups: ['others'] }, undefined],
    [{ groups: ['constructor', 7, null, ['revops']] }, undefined],
    [{ groups: ['*'] }, undefined],
    [{}, undefined],
  ])('of %j is %s', (claims, role) => {
    expect(roleOfClaims(claims, SETTINGS)).toBe(role);
  });

  it('is that of everybody when no group has a more powerful one', () => {
    const settings = {
      ...SETTINGS,
      groupClaim: 'email',
      roles: { '*': 'rep', 'dana@seller.example': 'admin' },
    } as const;
    expect(roleOfClaims({ email: 'mia@seller.example' }, settings)).toBe('rep');
    expect(roleOfClaims({ email: 'dana@seller.example' }, settings)).toBe('admin');
  });
});

describe('the person of a token', () => {
  it.each([
    [{ email: ' Mia@Seller.example ' }, undefined, { outcome: 'email', email: 'mia@seller.example' }],
    [
      { email: 'mia@seller.example', email_verified: true },
      undefined,
      { outcome: 'email', email: 'mia@seller.example' },
    ],
    [{ upn: 'mia@seller.example' }, 'upn', { outcome: 'email', email: 'mia@seller.example' }],
    [{ sub: 'mia.keller' }, 'sub', { outcome: 'id', id: 'mia.keller' }],
    [
      { email: 'mia@seller.example', email_verified: false },
      undefined,
      { outcome: 'refused', because: 'email_not_verified' },
    ],
    [
      { email: 'mia@seller.example', email_verified: 'false' },
      undefined,
      { outcome: 'refused', because: 'email_not_verified' },
    ],
    [{ email: ' ' }, undefined, { outcome: 'refused', because: 'no_person_claim' }],
    [{ email: ['mia@seller.example'] }, undefined, { outcome: 'refused', because: 'no_person_claim' }],
    [{ sub: 'u-1' }, undefined, { outcome: 'refused', because: 'no_person_claim' }],
    [{}, 'constructor', { outcome: 'refused', because: 'no_person_claim' }],
  ])('of %j by %s is %j', (claims, personClaim, person) => {
    expect(personOfClaims(claims, { ...SETTINGS, personClaim })).toEqual(person);
  });
});
