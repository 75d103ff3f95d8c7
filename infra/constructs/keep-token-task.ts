import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { QueryLanguage, TaskStateBase, type TaskStateJsonataBaseProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** Options of {@link KeepTokenTask}. */
export interface KeepTokenTaskProps extends TaskStateJsonataBaseProps {
  readonly table: ITable;
  /** The partitions that the row may be in, with wildcards. */
  readonly partitions: string;
  /** The row as DynamoDB takes it, with the token among its attributes. */
  readonly item: Readonly<Record<string, unknown>>;
}

/**
 * A task that puts a row with its token into a table, without a function, and waits until somebody completes the token.
 * Its machine may put rows of these attributes into these partitions only, which CDK's own task could not say.
 */
export class KeepTokenTask extends TaskStateBase {
  protected readonly taskMetrics = undefined;
  protected readonly taskPolicies: PolicyStatement[];
  readonly #props: KeepTokenTaskProps;

  constructor(scope: Construct, id: string, props: KeepTokenTaskProps) {
    const { table, partitions, item, ...task } = props;
    super(scope, id, { ...task, queryLanguage: QueryLanguage.JSONATA });
    this.#props = props;
    this.taskPolicies = [
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [table.tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partitions] },
          'ForAllValues:StringEquals': { 'dynamodb:Attributes': Object.keys(item) },
        },
      }),
    ];
  }

  /** Returns the task's own part of the state, for CDK. */
  protected _renderTask(): object {
    const { table, item } = this.#props;
    return {
      Resource: `arn:${table.stack.partition}:states:::aws-sdk:dynamodb:putItem.waitForTaskToken`,
      Arguments: { TableName: table.tableName, Item: item },
    };
  }
}
