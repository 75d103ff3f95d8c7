import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../../infra/environment.ts';
import { findValues, synthesise } from '../synthesised.ts';

const prod = synthesise('prod');
const tables = prod.resources('AWS::DynamoDB::Table');

describe('every table', () => {
  it.each(Object.keys(tables))('%s is encrypted, recoverable and on demand in prod', (id) => {
    expect(tables[id]?.Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
});

describe('the tables', () => {
  const named = (name: string) =>
    Object.entries(tables).find(([id]) => id.startsWith(`Storage${name}`))?.[1].Properties;
  const indexes = (name: string) => findValues('IndexName', named(name)?.GlobalSecondaryIndexes);

  it('have their indexes', () => {
    expect(new Set(findValues('ProjectionType', named('Leads')?.GlobalSecondaryIndexes))).toEqual(
      new Set(['KEYS_ONLY']),
    );
    expect(indexes('Leads')).toEqual(['due', 'byTeam', 'byState']);
    expect(indexes('Reps')).toEqual(['due']);
    expect(indexes('Deliveries')).toEqual(['due']);
    expect(indexes('Reports')).toEqual([]);
  });

  it('stream only leads, and expire only deliveries and cached company facts', () => {
    expect(named('Leads')?.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect(named('Reps')).not.toHaveProperty('StreamSpecification');
    expect(named('Deliveries')?.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(named('Leads')?.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(named('Reps')).not.toHaveProperty('TimeToLiveSpecification');
  });
});

describe('the bucket of bodies', () => {
  it('is private, encrypted, and expires its objects', () => {
    prod.template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: 'Enabled' }] },
    });
  });

  it('is emptied with its stack in dev alone, so that nothing of real leads can be lost', () => {
    const emptied = (name: EnvironmentName) => Object.keys(synthesise(name).resources('Custom::S3AutoDeleteObjects'));
    expect(emptied('dev')).toHaveLength(1);
    for (const name of ['local', 'staging', 'prod'] as const) expect(emptied(name), name).toEqual([]);
  });
});
