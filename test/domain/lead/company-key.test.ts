import { describe, expect, it } from 'vitest';
import { heldLeadCompanyKeyOf, needsAccountReview } from '../../../shared/domain/lead/company-key.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';

const CERTAIN = { account: 'acme', matchedBy: 'domain', isCertain: true } as const;
const BY_NAME = { account: 'acme', matchedBy: 'name', isCertain: false } as const;
const held = (overrides: Partial<Lead>): Lead => ({
  ...aLead('assigned'),
  features: { domain: 'acme.example' },
  ...overrides,
});

describe('the key under which a colleague’s lead finds the owner', () => {
  it.each([
    ['the account, when it is certain', { account: CERTAIN }, 'account:acme'],
    ['the domain, when the account matches only by name', { account: BY_NAME }, 'domain:acme.example'],
    ['the domain, when there is no account', {}, 'domain:acme.example'],
    ['none, without a domain', { features: {} }, undefined],
    ['none, for a test', { test: true, account: CERTAIN }, undefined],
  ])('is %s', (_, overrides, key) => {
    expect(heldLeadCompanyKeyOf(held(overrides))).toBe(key);
  });

  it('is none while nobody holds the lead', () => {
    expect(heldLeadCompanyKeyOf({ ...aLead('queued'), account: CERTAIN })).toBeUndefined();
    expect(heldLeadCompanyKeyOf(undefined)).toBeUndefined();
  });
});

it.each([
  ['matched by name only', { account: BY_NAME }, true],
  ['matched for certain', { account: CERTAIN }, false],
  ['matched to none', { account: { ...BY_NAME, account: undefined } }, false],
  ['never matched', {}, false],
  ['of a test', { account: BY_NAME, test: true }, false],
  ['of a closed lead', { account: BY_NAME, stage: aLead('closed').stage }, false],
])('an account %s needs a person to confirm it: %j', (_, overrides, expected) => {
  expect(needsAccountReview(held(overrides as Partial<Lead>))).toBe(expected);
});
