import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, wildcardBelow } from '../constructs/acknowledge.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { RecordTable, type TableAccess } from '../constructs/record-table.ts';
import { removalPolicyOf } from '../constructs/removal-policy.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

type LeadIndex = 'due' | 'byTeam' | 'byState';

type BodyAccess = 'read' | 'write' | 'erase';

/** What a function may do with each part of storage. Parts that are not named are closed to it. */
export interface StorageAccess {
  readonly leads?: TableAccess<LeadIndex>;
  readonly reps?: TableAccess<'due'>;
  readonly deliveries?: TableAccess<'due'>;
  readonly reports?: TableAccess<never>;
  /** Getting bodies by key, putting them, or erasing them and recording it. */
  readonly bodies?: BodyAccess;
}

/** All storage: four tables, and a bucket for request bodies that exceed DynamoDB's item size. */
export class Storage extends Construct {
  readonly leads: RecordTable<LeadIndex>;
  readonly reps: RecordTable<'due'>;
  readonly deliveries: RecordTable<'due'>;
  readonly reports: RecordTable<never>;
  readonly bodies: Bucket;
  readonly #bodyRetentionDays: number;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { deployment } = props;
    this.leads = new RecordTable(this, 'Leads', {
      deployment,
      name: 'Leads',
      setting: 'LEADS_TABLE',
      indexes: {
        due: ['duePk', 'dueAt'],
        byTeam: ['teamKey', 'listAt'],
        byState: ['stateKey', 'listAt'],
      },
      indexProjection: 'keys',
    });
    this.reps = new RecordTable(this, 'Reps', {
      deployment,
      name: 'Reps',
      setting: 'REPS_TABLE',
      indexes: { due: ['duePk', 'dueAt'] },
    });
    this.deliveries = new RecordTable(this, 'Deliveries', {
      deployment,
      name: 'Deliveries',
      setting: 'DELIVERIES_TABLE',
      indexes: { due: ['duePk', 'dueAt'] },
    });
    this.reports = new RecordTable(this, 'Reports', {
      deployment,
      name: 'Reports',
      setting: 'REPORTS_TABLE',
      indexes: {},
    });
    const { bodyRetentionDays } = deployment.environment;
    this.#bodyRetentionDays = bodyRetentionDays;
    this.bodies = new Bucket(this, 'Bodies', {
      encryption: deployment.key ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      encryptionKey: deployment.key,
      bucketKeyEnabled: deployment.key !== undefined || undefined,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // Records of erasures and of the do-not-contact list, under other prefixes, never expire.
      lifecycleRules: [{ prefix: 'deliveries/', expiration: Duration.days(bodyRetentionDays) }],
      removalPolicy: removalPolicyOf(deployment.environment),
      autoDeleteObjects: deployment.environment.emptyBodiesOnDeletion,
    });
    new BatonAlarm(this, 'UnreadableRows', {
      deployment,
      metric: customMetric(deployment, 'storage', 'RowUnreadable'),
      threshold: 1,
      errorImpact: 'A stored row cannot be read and is left out of lists: what it holds is not worked on.',
      runbookSection: 'unreadable-rows',
    });
    acknowledge(this.bodies, {
      'AwsSolutions-S1': 'One function writes and reads it by key; an access log would be a second record of people.',
    });
  }

  /** Allows a function exactly this, and tells it the names of what it may use. */
  grant(handler: ServiceFunction, { leads, reps, deliveries, reports, bodies }: StorageAccess): void {
    if (leads) this.leads.grant(handler, leads);
    if (reps) this.reps.grant(handler, reps);
    if (deliveries) this.deliveries.grant(handler, deliveries);
    if (reports) this.reports.grant(handler, reports);
    if (bodies) this.#grantBodies(handler, bodies);
  }

  #grantBodies(handler: ServiceFunction, access: BodyAccess): void {
    const bodies = this.bodies.arnForObjects('*');
    if (access === 'erase') {
      const deliveries = this.bodies.arnForObjects('deliveries/*');
      handler.allow('s3:GetObject', bodies);
      handler.allow('s3:DeleteObject', deliveries);
      for (const folder of ['erasures', 'do-not-contact'])
        handler.allow('s3:PutObject', this.bodies.arnForObjects(`${folder}/*`));
      handler.allow('s3:ListBucket', this.bodies.bucketArn);
      handler.acknowledge({
        [wildcardBelow(this.bodies, '/deliveries/*')]: 'Bodies to erase are found by searching.',
        [wildcardBelow(this.bodies, '/erasures/*')]: 'Each erasure has a record of its own.',
        [wildcardBelow(this.bodies, '/do-not-contact/*')]: 'Each entry has a record of its own.',
      });
    } else handler.allow(access === 'read' ? 's3:GetObject' : 's3:PutObject', bodies);
    handler.acknowledge({
      [wildcardBelow(this.bodies, '/*')]:
        'Object keys are generated on arrival; the bucket holds only bodies and records.',
    });
    handler.addSettings({
      BODIES_BUCKET: this.bodies.bucketName,
      BODY_RETENTION_DAYS: String(this.#bodyRetentionDays),
    });
  }
}
