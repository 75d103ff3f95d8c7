import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import type { Deployment } from '../constructs/deployment.ts';
import type { RecordTable } from '../constructs/record-table.ts';
import type { Storage } from './storage.ts';

const PERIOD = Duration.minutes(5);
/** Conflicts are normal where many write at once, and are retried; so many mean that writers wait for each other. */
const CONFLICTS_PER_PERIOD = 300;

/** Options of {@link CapacityAlarms}. */
export interface CapacityAlarmsProps {
  readonly deployment: Deployment;
  readonly storage: Storage;
}

/** Alarms on what slows leads down before anything fails: throttled functions and tables, and writers in conflict. */
export class CapacityAlarms extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage }: CapacityAlarmsProps) {
    super(scope, id);
    new BatonAlarm(this, 'FunctionsThrottled', {
      deployment,
      // Without dimensions: all functions of the account in this Region, which share its concurrency.
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period: PERIOD }),
      threshold: 1,
      periods: 2,
      errorImpact: 'Functions of the account wait for each other: leads are late, and senders and people get errors.',
      runbookSection: 'functions-throttled',
    });
    const { leads, reps, deliveries, reports } = storage;
    for (const table of [leads, reps, deliveries, reports]) this.#addThrottleAlarm(deployment, table);
    for (const table of [leads, reps])
      new BatonAlarm(this, `${table.node.id}Conflicts`, {
        deployment,
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: 'TransactionConflict',
          dimensionsMap: { TableName: table.table.tableName },
          statistic: 'Sum',
          period: PERIOD,
        }),
        threshold: CONFLICTS_PER_PERIOD,
        periods: 3,
        errorImpact: 'Many writers change the same rows: calls are retried, and some are answered with try again.',
        runbookSection: 'table-conflicts',
      });
  }

  /** DynamoDB counts throttled requests by operation; the query adds them up. */
  #addThrottleAlarm(deployment: Deployment, { node, table }: RecordTable): void {
    new BatonAlarm(this, `${node.id}Throttled`, {
      deployment,
      metric: new MathExpression({
        expression: `SELECT SUM(ThrottledRequests) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) WHERE TableName = '${table.tableName}'`,
        label: 'throttled requests',
        period: PERIOD,
      }),
      threshold: 10,
      periods: 2,
      errorImpact: 'A table refuses requests for a while: they are retried, so leads and answers are late.',
      runbookSection: 'table-throttled',
    });
  }
}
