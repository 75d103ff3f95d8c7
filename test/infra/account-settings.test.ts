import { describe, expect, it } from 'vitest';
import type { Environment } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { findUndeliverableActions, type Resources } from './alarm-delivery.ts';
import { findValues, logicalIdOf, type SynthesisedStack, synthesise, synthesiseEnvironment } from './synthesised.ts';

const plain = synthesise('prod');
const subscribers: Pick<Environment, 'alarmSubscribers'> = {
  alarmSubscribers: { page: ['ops@acme.example'], tell: [] },
};
const strict = synthesiseEnvironment({
  ...ENVIRONMENTS.prod,
  ...subscribers,
  account: {
    tags: { 'cost-center': '4711' },
    permissionsBoundary: 'acme-boundary',
    ownKey: true,
    bootstrap: { qualifier: 'acme0001' },
  },
  warmThroughput: { LEADS_TABLE: { readUnitsPerSecond: 15_000, writeUnitsPerSecond: 8_000 } },
});

/** Types that store data, with the property that names the key. */
const ENCRYPTED = {
  'AWS::DynamoDB::Table': 'KMSMasterKeyId',
  'AWS::S3::Bucket': 'KMSMasterKeyID',
  'AWS::SQS::Queue': 'KmsMasterKeyId',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
  'AWS::SecretsManager::Secret': 'KmsKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
} as const;

function keysOf({ resources }: SynthesisedStack, type: keyof typeof ENCRYPTED): readonly unknown[] {
  return Object.values(resources(type)).flatMap(({ Properties }) => {
    const found = findValues(ENCRYPTED[type], Properties).map(logicalIdOf);
    return found.length === 0 ? [undefined] : found;
  });
}

describe('an environment with a key of its own', () => {
  const [[keyId, key] = []] = Object.entries(strict.resources('AWS::KMS::Key'));

  it.each(Object.keys(ENCRYPTED) as (keyof typeof ENCRYPTED)[])('encrypts every %s with it', (type) => {
    const used = keysOf(strict, type);
    expect(used.length).toBeGreaterThan(0);
    expect(new Set(used)).toEqual(new Set([keyId]));
  });

  it('can still be alarmed: CloudWatch may use the key of the topics', () => {
    expect(findUndeliverableActions(strict.template.toJSON().Resources as Resources)).toEqual([]);
  });

  it('opens the key only to this account, through the services that hold data, and to services that act for it', () => {
    const statements = findValues('Statement', key?.Properties.KeyPolicy).flat() as readonly Statement[];
    for (const { Principal, Condition, Sid } of statements) {
      if (findValues('AWS', Principal).some((principal) => principal !== '*')) continue;
      const conditions = JSON.stringify(Condition ?? {});
      expect(conditions, Sid).toMatch(
        /kms:CallerAccount|aws:SourceAccount|aws:SourceArn|kms:EncryptionContext:aws:logs:arn/,
      );
      expect(conditions, Sid).toMatch(/AWS::AccountId|AlarmsPage/);
    }
    expect(statements.length).toBeGreaterThan(3);
  });

  it('turns the key each year and keeps it as long as the data', () => {
    expect(key?.Properties.EnableKeyRotation).toBe(true);
    expect(key?.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('needs no other permission of any function than without it', () => {
    const unlike = (stack: SynthesisedStack) =>
      Object.values(stack.resources('AWS::IAM::Policy'))
        .flatMap(({ Properties }) => findValues('Action', Properties.PolicyDocument).flat())
        .filter((action) => !String(action).startsWith('kms:'));
    expect(unlike(strict).toSorted()).toEqual(unlike(plain).toSorted());
  });

  it('is an exception', () => {
    expect(Object.keys(plain.resources('AWS::KMS::Key'))).toEqual([]);
  });
});

interface Statement {
  readonly Sid?: string;
  readonly Principal: unknown;
  readonly Condition?: unknown;
}

describe('settings of the account', () => {
  it('bound every role of the stack', () => {
    const bounds = Object.values(strict.resources('AWS::IAM::Role')).map(
      ({ Properties }) => Properties.PermissionsBoundary,
    );
    expect(bounds.length).toBeGreaterThan(30);
    for (const bound of bounds) expect(JSON.stringify(bound)).toContain(':policy/acme-boundary');
    for (const { Properties } of Object.values(plain.resources('AWS::IAM::Role')))
      expect(Properties.PermissionsBoundary).toBeUndefined();
  });

  it('tag the stack, and so everything in it', () => {
    expect(strict.stack.tags.tagValues()).toEqual({ 'cost-center': '4711' });
  });

  it('name the bootstrapping by its qualifier, or deploy with the credentials of the caller', () => {
    expect(strict.stack.synthesizer.bootstrapQualifier).toBe('acme0001');
    const own = synthesiseEnvironment({ ...ENVIRONMENTS.prod, account: { bootstrap: { ownCredentials: true } } });
    expect(own.stack.synthesizer.constructor.name).toBe('CliCredentialsStackSynthesizer');
  });

  it('make a table and its indexes ready for their throughput', () => {
    const warm = (stack: SynthesisedStack) => findValues('WarmThroughput', stack.resources('AWS::DynamoDB::Table'));
    expect(warm(strict)).toEqual(Array(4).fill({ ReadUnitsPerSecond: 15_000, WriteUnitsPerSecond: 8_000 }));
    expect(warm(plain)).toEqual([]);
  });
});

describe('log groups of state machines', () => {
  it('have names that need no resource policy each, and that no earlier stack of the same name can hold', () => {
    const named = Object.values(plain.resources('AWS::Logs::LogGroup'))
      .map(({ Properties }) => Properties.LogGroupName)
      .filter((name) => name !== undefined);
    expect(named).toHaveLength(Object.keys(plain.resources('AWS::StepFunctions::StateMachine')).length);
    for (const name of named) {
      const [joined] = findValues('Fn::Join', name) as [readonly [string, readonly unknown[]]];
      expect(joined[1][0]).toMatch(/^\/aws\/vendedlogs\/states\/baton-prod-\w+-$/);
      expect(JSON.stringify(joined[1][1])).toContain('AWS::StackId');
    }
    expect(new Set(named.map((name) => JSON.stringify(name))).size).toBe(named.length);
  });
});
