import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  type StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** Options of {@link RecordTable}. */
export interface RecordTableProps {
  readonly deployment: Deployment;
  readonly stream?: StreamViewType;
  readonly timeToLiveAttribute?: string;
  /** Partition key and sort key by index name; both are strings. */
  readonly indexes: Readonly<Record<string, readonly [partitionKey: string, sortKey: string]>>;
  /** Whether indexes project whole items or keys only; keys only costs less when items change often. */
  readonly indexProjection?: 'items' | 'keys';
}

/**
 * One of Baton's tables: keys `pk` and `sk`, on-demand billing, encrypted, point-in-time recovery for the last 35 days.
 */
export class RecordTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: RecordTableProps) {
    super(scope, id);
    const { keepData } = props.deployment.environment;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: props.stream,
      timeToLiveAttribute: props.timeToLiveAttribute,
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const [indexName, [partitionKey, sortKey]] of Object.entries(props.indexes))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: props.indexProjection === 'keys' ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
      });
  }

  /** Allows reading items, and querying the named indexes. */
  grantRead(grantee: IGrantable, ...indexes: readonly string[]): void {
    this.#grant(grantee, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [this.table.tableArn]);
    if (indexes.length === 0) return;
    const arns = indexes.map((index) => `${this.table.tableArn}/index/${index}`);
    this.#grant(grantee, ['dynamodb:Query'], arns);
  }

  /** Allows writing items, individually and in transactions. */
  grantWrite(grantee: IGrantable): void {
    const actions = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
    this.#grant(
      grantee,
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
  }

  #grant(grantee: IGrantable, actions: string[], resourceArns: string[]): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns });
  }
}
