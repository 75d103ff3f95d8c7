import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Environment, TableSetting } from '../environment.ts';
import { compactMoment, restoredTableName, TABLES, type TableName, type TableSettings } from '../tables.ts';
import type { Deployment } from './deployment.ts';
import { removalPolicyOf } from './removal-policy.ts';
import type { ServiceFunction } from './service-function.ts';

/** `getMany`: up to a hundred items by key. `check`: a transaction depends on an item that it does not write. */
type Operation = 'get' | 'getMany' | 'query' | 'scan' | 'put' | 'update' | 'delete' | 'check';

/**
 * `read`: getting and querying items by their keys. `read-write`: also writing them, individually and in transactions,
 * as each function may need that saves leads. Whatever needs less names its operations.
 */
type Access = 'read' | 'read-write' | readonly Operation[];

/** What a function may do with a table; it may query only the indexes that are named. */
export type TableAccess<Index extends string> =
  | Access
  | {
      readonly access: Access;
      readonly indexes: readonly Index[];
    };

const ACTIONS: Readonly<Record<Operation, string>> = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  scan: 'dynamodb:Scan',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
};

const READ: readonly Operation[] = ['get', 'getMany', 'query'];
const OPERATIONS = { read: READ, 'read-write': [...READ, 'put', 'update', 'delete'] } as const;

/** Options of {@link RecordTable}. */
export interface RecordTableProps<Index extends string> {
  readonly deployment: Deployment;
  readonly name: TableName;
  /** The environment variable that tells a function the table's name. */
  readonly setting: TableSetting;
  /** Partition key and sort key by index name; both are strings. */
  readonly indexes: Readonly<Record<Index, readonly [partitionKey: string, sortKey: string]>>;
  /** Whether indexes project whole items or keys only; keys only costs less when items change often. */
  readonly indexProjection?: 'items' | 'keys';
}

/**
 * One of Baton's tables: keys `pk` and `sk`, on-demand billing, encrypted, point-in-time recovery for the last 35 days.
 */
export class RecordTable<Index extends string = string> extends Construct {
  readonly table: Table;
  readonly indexArns: readonly string[];
  readonly #setting: TableSetting;

  constructor(scope: Construct, id: string, props: RecordTableProps<Index>) {
    super(scope, id);
    const { environment, key } = props.deployment;
    const { stream, timeToLiveAttribute }: TableSettings = TABLES[props.name];
    this.#setting = props.setting;
    const warmThroughput = environment.warmThroughput?.[props.setting];
    const { constructId, ...identity } = identityOf(props.name, environment);
    this.table = new Table(this, constructId, {
      ...identity,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: key ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.AWS_MANAGED,
      encryptionKey: key,
      warmThroughput,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: stream && StreamViewType[stream],
      timeToLiveAttribute,
      deletionProtection: environment.protectFromDeletion,
    });
    for (const [indexName, [partitionKey, sortKey]] of Object.entries<readonly [string, string]>(props.indexes))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        // An index that cannot keep up holds the writes of its table back.
        warmThroughput,
        projectionType: props.indexProjection === 'keys' ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
      });
    this.indexArns = Object.keys(props.indexes).map((name) => `${this.table.tableArn}/index/${name}`);
  }

  /** Allows a function to use the table, and tells it the table's name. */
  grant(handler: ServiceFunction, granted: TableAccess<Index>): void {
    const { access, indexes } =
      typeof granted === 'object' && 'access' in granted ? granted : { access: granted, indexes: [] };
    const { tableArn } = this.table;
    const operations: readonly Operation[] = typeof access === 'string' ? OPERATIONS[access] : access;
    this.#allow(handler, operations, tableArn);
    for (const index of indexes) this.#allow(handler, ['query'], `${tableArn}/index/${index}`);
    handler.addSettings({ [this.#setting]: this.table.tableName });
  }

  #allow(grantee: ServiceFunction, operations: readonly Operation[], resourceArn: string): void {
    const actions = operations.map((operation) => ACTIONS[operation]);
    Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
  }
}

/**
 * Returns which table it is: the stack's own, named by CloudFormation, or the one restored to the moment that the
 * environment names. That one exists already, so it needs another logical id, its name, and to be retained: then
 * `cdk deploy --import-existing-resources` takes it over.
 */
function identityOf(table: TableName, environment: Environment) {
  const { restoredTo } = environment;
  return restoredTo === undefined
    ? { constructId: 'Table', removalPolicy: removalPolicyOf(environment) }
    : {
        constructId: `RestoredTo${compactMoment(restoredTo)}`,
        tableName: restoredTableName(environment, table, restoredTo),
        removalPolicy: RemovalPolicy.RETAIN,
      };
}
