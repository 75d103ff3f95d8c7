import { describe, expect, it } from 'vitest';
import { findAllowingStatements, type Statement } from './iam-policy.ts';

function allow(actions: string, resources: string): Statement {
  return { effect: 'Allow', actions: actions.split(' '), resources: resources.split(' ') };
}

function isAllowed(statements: readonly Statement[], action: string, resource: string): boolean {
  return findAllowingStatements(statements, { action, resource }).length > 0;
}

describe('a request', () => {
  it.each([
    ['the very action and resource', 'dynamodb:Query', '<Leads>', true],
    ['another case of the action', 'DynamoDB:query', '<Leads>', true],
    ['another action', 'dynamodb:Scan', '<Leads>', false],
    ['a longer action', 'dynamodb:QueryAll', '<Leads>', false],
    ['another resource', 'dynamodb:Query', '<Reps>', false],
    ['another case of the resource', 'dynamodb:Query', '<leads>', false],
    ['an index of the resource', 'dynamodb:Query', '<Leads>/index/due', false],
  ])('for %s is matched against the grant', (_what, action, resource, expected) => {
    expect(isAllowed([allow('dynamodb:GetItem dynamodb:Query', '<Leads>')], action, resource)).toBe(expected);
  });

  it.each([
    ['dynamodb:*', '*', true],
    ['*', '<Leads>', true],
    ['dynamodb:Get*', '<Leads>', false],
    ['dynamodb:Que??', '<Lead?>', true],
    ['dynamodb:Que?', '<Leads>', false],
    ['dynamodb:Query', '<Leads>/*', false],
    ['dynamodb:Query', '.Leads.', false],
  ])('is matched against the patterns %s on %s', (actions, resources, expected) => {
    expect(isAllowed([allow(actions, resources)], 'dynamodb:Query', '<Leads>')).toBe(expected);
  });

  it('reaches below a resource only through a pattern', () => {
    expect(isAllowed([allow('s3:GetObject', '<Bodies>/*')], 's3:GetObject', '<Bodies>/object')).toBe(true);
    expect(isAllowed([allow('s3:GetObject', '<Bodies>')], 's3:GetObject', '<Bodies>/object')).toBe(false);
  });

  it('is refused when nothing allows it, and when anything denies it', () => {
    const deny: Statement = { ...allow('dynamodb:*', '<Leads>'), effect: 'Deny' };
    expect(isAllowed([], 'dynamodb:Query', '<Leads>')).toBe(false);
    expect(isAllowed([allow('*', '*'), deny], 'dynamodb:Query', '<Leads>')).toBe(false);
    expect(isAllowed([allow('*', '*'), deny], 'dynamodb:Query', '<Reps>')).toBe(true);
  });
});
