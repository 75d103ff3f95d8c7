import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { type SynthesisedStack, synthesise, synthesiseEnvironment } from './synthesised.ts';

// No environment has restored tables when it is first deployed.
const first = { ...ENVIRONMENTS.prod, restoredTo: undefined };
const prod = synthesiseEnvironment(first);
const unprotected = synthesiseEnvironment({ ...first, protectFromDeletion: false });

/** Types of resources that hold data. */
const DATA = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup'];

/** Returns how the resources of a type end: with the stack, and when another takes their place. */
function endsOf({ resources }: SynthesisedStack, type: string): readonly (readonly [unknown, unknown])[] {
  const ends = Object.values(resources(type)).map(
    ({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy] as const,
  );
  expect(ends.length, type).toBeGreaterThan(0);
  return ends;
}

describe('a first deployment that fails', () => {
  it('leaves nothing behind: no resource is retained when its creation is rolled back', () => {
    const { Resources } = prod.template.toJSON() as { Resources: Record<string, { DeletionPolicy?: string }> };
    const retained = Object.entries(Resources).filter(([, one]) => !isRemovedAfterFailure(one.DeletionPolicy));
    expect(retained.map(([id]) => id)).toEqual([]);
  });

  it('can be tried again: nothing is protected from deletion before the environment says so', () => {
    expect(unprotected.stack.terminationProtection).toBe(false);
    for (const { Properties } of Object.values(unprotected.resources('AWS::DynamoDB::Table')))
      expect(Properties.DeletionProtectionEnabled).toBe(false);
  });
});

describe('data', () => {
  it.each(DATA)('is kept where data is kept, and only there (%s)', (type) => {
    for (const ends of endsOf(prod, type)) expect(ends).toEqual(['RetainExceptOnCreate', 'Retain']);
    for (const ends of endsOf(synthesise('dev'), type)) expect(ends).toEqual(['Delete', 'Delete']);
  });
});

describe('an environment that is protected from deletion', () => {
  const safe = synthesiseEnvironment({ ...ENVIRONMENTS.prod, protectFromDeletion: true });

  it('protects the stack and every table', () => {
    expect(safe.stack.terminationProtection).toBe(true);
    const tables = Object.values(safe.resources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(4);
    for (const { Properties } of tables) expect(Properties.DeletionProtectionEnabled).toBe(true);
  });
});

function isRemovedAfterFailure(deletionPolicy: string | undefined): boolean {
  return deletionPolicy === undefined || ['Delete', 'RetainExceptOnCreate'].includes(deletionPolicy);
}
