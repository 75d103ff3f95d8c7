import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { scheduledFunctionOf } from './scheduled-functions.ts';
import type { MeteredIndex } from './table-meter.ts';

/** Log groups of functions that run only because the recording itself calls the API, and of the daily retention. */
const UNCOUNTED_FUNCTIONS = /ManageLeads|Authorize|ManagePlans|ManageReps|RetainData/;
/** What Lambda writes about each call. On AWS the functions' system log level, WARN, leaves it out; not here. */
const PLATFORM_LINE = /^(START|END|REPORT) RequestId/;

/** Returns the number of function calls since then, without scheduled functions, and how many bytes they logged. */
export async function countCallsSince(since: Date): Promise<{ readonly calls: number; readonly logBytes: number }> {
  const client = new CloudWatchLogsClient();
  let calls = 0;
  let logBytes = 0;
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}))
    for (const { logGroupName = '' } of logGroups) {
      if (UNCOUNTED_FUNCTIONS.test(logGroupName) || scheduledFunctionOf(logGroupName) !== undefined) continue;
      for (const message of await readMessages(client, logGroupName, since)) {
        if (message.startsWith('START RequestId')) calls += 1;
        if (!PLATFORM_LINE.test(message)) logBytes += Buffer.byteLength(message);
      }
    }
  return { calls, logBytes };
}

/** Returns the number of runs of scheduled functions since then, by function name. */
export async function countScheduledRunsSince(since: Date): Promise<ReadonlyMap<string, number>> {
  const client = new CloudWatchLogsClient();
  const runs = new Map<string, number>();
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}))
    for (const { logGroupName = '' } of logGroups) {
      const name = scheduledFunctionOf(logGroupName);
      if (name === undefined) continue;
      const messages = await readMessages(client, logGroupName, since);
      const count = messages.filter((message) => message.startsWith('START RequestId')).length;
      runs.set(name, (runs.get(name) ?? 0) + count);
    }
  return runs;
}

async function readMessages(
  client: CloudWatchLogsClient,
  logGroupName: string,
  since: Date,
): Promise<readonly string[]> {
  const found: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new FilterLogEventsCommand({ logGroupName, nextToken, startTime: since.getTime() }));
    found.push(...(page.events ?? []).map(({ message = '' }) => message));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

/** Counts a machine's executions since then, the states they entered, and how many still run. */
export async function countExecutionsSince(stateMachineArn: string, since: Date) {
  const client = new SFNClient();
  const found = { executions: 0, transitions: 0, running: 0 };
  for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn }))
    for (const { executionArn, startDate, status } of executions) {
      if (startDate === undefined || startDate < since) continue;
      found.executions += 1;
      if (status === 'RUNNING') found.running += 1;
      for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn }))
        found.transitions += events.filter(({ type }) => type?.endsWith('StateEntered')).length;
    }
  return found;
}

/** Returns the indexes of a deployed table. */
export async function readIndexes(table: string): Promise<readonly MeteredIndex[]> {
  const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName: table }));
  return (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', KeySchema = [], Projection }) => ({
    name: IndexName,
    keys: KeySchema.map(({ AttributeName = '' }) => AttributeName),
    projectsAll: Projection?.ProjectionType === 'ALL',
  }));
}
