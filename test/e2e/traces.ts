import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { readable } from './readable.ts';

const { endpoint, region, outputs } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const logs = new CloudWatchLogsClient(client);
const machines = new SFNClient(client);
const queues = new SQSClient(client);
const tables = DynamoDBDocumentClient.from(new DynamoDBClient(client));
const buckets = new S3Client({ ...client, forcePathStyle: true });

/** A piece of text found somewhere: its location and its content. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

/** The most log lines of one call. */
const LINES_AT_ONCE = 10_000;

/** Returns every line in every log group; some of them twice. */
export async function readLogLines(): Promise<readonly Trace[]> {
  const lines: Trace[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {})) {
    for (const { logGroupName = '' } of logGroups) {
      // The local cloud returns the oldest lines up to a limit, and no token for the rest.
      let startTime: number | undefined = 0;
      while (startTime !== undefined) {
        const { events = [] }: FilterLogEventsCommandOutput = await logs.send(
          new FilterLogEventsCommand({ logGroupName, startTime, limit: LINES_AT_ONCE }),
        );
        for (const { message = '' } of events) lines.push({ where: `log ${logGroupName}`, text: message });
        const last: number | undefined = events.at(-1)?.timestamp;
        startTime = events.length < LINES_AT_ONCE || last === startTime ? undefined : last;
      }
    }
  }
  return lines;
}

/** Returns input, output and history of each execution of both state machines that started at or after `since`. */
export async function readExecutions(since: Date): Promise<readonly Trace[]> {
  const machinesOfStack = [outputs.RoutingMachineArn, outputs.FollowUpMachineArn];
  return (await Promise.all(machinesOfStack.map((arn) => readExecutionsOf(arn, since)))).flat();
}

/** Returns input, output and history of each execution of one state machine that started at or after `since`. */
export async function readExecutionsOf(stateMachineArn: string, since = new Date(0)): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for await (const page of paginateListExecutions({ client: machines }, { stateMachineArn })) {
    const recent = page.executions?.filter(({ startDate }) => startDate !== undefined && startDate >= since) ?? [];
    for (const { executionArn, name } of recent) {
      const described = await machines.send(new DescribeExecutionCommand({ executionArn }));
      const parts: unknown[] = [{ ...described, $metadata: undefined }];
      for await (const { events } of paginateGetExecutionHistory({ client: machines }, { executionArn }))
        parts.push(events);
      found.push({ where: `execution ${name}`, text: JSON.stringify(parts) });
    }
  }
  return found;
}

/** Returns the messages waiting in all queues, above all dead letters, without deleting them. */
export async function readWaitingMessages(): Promise<readonly Trace[]> {
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}));
  const found: Trace[] = [];
  for (const QueueUrl of QueueUrls) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
        MessageAttributeNames: ['All'],
      }),
    );
    for (const message of Messages)
      found.push({ where: `queue ${QueueUrl.split('/').at(-1)}`, text: JSON.stringify(message) });
  }
  return found;
}

/** A table row; its keys are separate because they are also in indexes, streams and other rows' logs. */
export interface Row extends Trace {
  readonly keys: string;
}

const KEY_ATTRIBUTES = /^(pk|sk|duePk|dueAt|teamKey|stateKey|listAt)$/;

/** Returns every row of the three tables. `where` is the kind of row, `LEAD# STATE`. */
export async function readRows(): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const TableName of [outputs.LeadsTable, outputs.RepsTable, outputs.DeliveriesTable]) {
    for await (const { Items = [] } of paginateScan({ client: tables }, { TableName })) {
      for (const item of Items) {
        const keys = Object.entries(item).filter(([name]) => KEY_ATTRIBUTES.test(name));
        const where = `${String(item.pk).replace(/#.*/, '#')} ${String(item.sk).replace(/#.*/, '#')}`;
        found.push({ where, keys: JSON.stringify(keys), text: JSON.stringify(item, readable) });
      }
    }
  }
  return found;
}

/** Returns the keys of all stored bodies. */
export async function readObjectKeys(): Promise<readonly Trace[]> {
  const { Contents = [] } = await buckets.send(new ListObjectsV2Command({ Bucket: outputs.BodiesBucket }));
  return Contents.map(({ Key = '' }) => ({ where: 'object', text: Key }));
}
