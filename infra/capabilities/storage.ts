import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import { acknowledge, wildcardBelow } from '../constructs/acknowledge.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { RecordTable } from '../constructs/record-table.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

type StorageSetting =
  | 'LEADS_TABLE'
  | 'REPS_TABLE'
  | 'DELIVERIES_TABLE'
  | 'REPORTS_TABLE'
  | 'BODIES_BUCKET'
  | 'BODY_RETENTION_DAYS';

/** All storage: four tables, and a bucket for request bodies that exceed DynamoDB's item size. */
export class Storage extends Construct {
  readonly leads: RecordTable;
  readonly reps: RecordTable;
  readonly deliveries: RecordTable;
  readonly reports: RecordTable;
  readonly bodies: Bucket;
  readonly #bodyRetentionDays: number;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { deployment } = props;
    this.leads = new RecordTable(this, 'Leads', {
      deployment,
      stream: StreamViewType.NEW_IMAGE,
      // Cached company facts expire; no other item has an expiry date.
      timeToLiveAttribute: 'expiresAt',
      indexes: {
        due: ['duePk', 'dueAt'],
        byOwner: ['ownerKey', 'listAt'],
        byTeam: ['teamKey', 'listAt'],
        byState: ['stateKey', 'listAt'],
      },
      indexProjection: 'keys',
    });
    this.reps = new RecordTable(this, 'Reps', { deployment, indexes: { due: ['duePk', 'dueAt'] } });
    this.deliveries = new RecordTable(this, 'Deliveries', {
      deployment,
      timeToLiveAttribute: 'expiresAt',
      indexes: { due: ['duePk', 'dueAt'] },
    });
    this.reports = new RecordTable(this, 'Reports', { deployment, indexes: {} });
    const { keepData, bodyRetentionDays } = deployment.environment;
    this.#bodyRetentionDays = bodyRetentionDays;
    this.bodies = new Bucket(this, 'Bodies', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(bodyRetentionDays) }],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.bodies, {
      'AwsSolutions-S1': 'One function writes and reads it by key; an access log would be a second record of people.',
    });
  }

  /** Returns a function's environment variables for the parts of storage that it uses. */
  settings(...names: readonly StorageSetting[]): FunctionEnvironment {
    const all: Readonly<Record<StorageSetting, string>> = {
      LEADS_TABLE: this.leads.table.tableName,
      REPS_TABLE: this.reps.table.tableName,
      DELIVERIES_TABLE: this.deliveries.table.tableName,
      REPORTS_TABLE: this.reports.table.tableName,
      BODIES_BUCKET: this.bodies.bucketName,
      BODY_RETENTION_DAYS: String(this.#bodyRetentionDays),
    };
    return Object.fromEntries(names.map((name) => [name, all[name]]));
  }

  /** Allows putting bodies into the bucket (`write`) or getting them (`read`). */
  grantBodies(grantee: ServiceFunction, access: 'read' | 'write'): void {
    grantee.allow(access === 'read' ? 's3:GetObject' : 's3:PutObject', this.bodies.arnForObjects('*'));
    grantee.acknowledge({
      [wildcardBelow(this.bodies, '/*')]: 'Object keys are generated on arrival; the bucket holds only bodies.',
    });
  }
}
