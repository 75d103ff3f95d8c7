import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { inject } from 'vitest';
import { eventually } from './eventually.ts';

const { endpoint, region, outputs } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const functions = new LambdaClient(client);
const tables = new DynamoDBClient(client);

/** The mapping that lets the relay read the stream of the leads table. */
async function findMapping(cloud = functions) {
  const { EventSourceMappings = [] } = await cloud.send(new ListEventSourceMappingsCommand({ MaxItems: 100 }));
  const mapping = EventSourceMappings.find(({ FunctionArn }) => FunctionArn?.includes('RelayEvents'));
  if (!mapping?.UUID || !mapping.FunctionArn) throw new Error('the relay reads no stream');
  return { ...mapping, UUID: mapping.UUID, FunctionArn: mapping.FunctionArn };
}

/**
 * Lets the relay read the stream or not. While it does not, no event nudges anything; afterwards it reads the rest.
 * @param cloud another cloud than the shared one
 */
export async function switchRelay(on: boolean, cloud = functions): Promise<void> {
  const { UUID } = await findMapping(cloud);
  await cloud.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: on }));
  await eventually(async () => {
    const { State } = await findMapping(cloud);
    if (State !== (on ? 'Enabled' : 'Disabled')) throw new Error(`the mapping is ${State}`);
  });
}

type Image = Readonly<Record<string, AttributeValue>>;

/** A record of the stream, as the relay gets it for a new state of a lead. */
export interface StreamRecord {
  readonly eventName: 'INSERT' | 'MODIFY';
  readonly dynamodb: { readonly Keys: Image; readonly NewImage: Image };
}

/** Returns the stream records of all events of a lead: of the states that its transitions made, one after the other. */
export async function readStreamRecords(lead: string): Promise<readonly StreamRecord[]> {
  const { Items = [] } = await tables.send(
    new QueryCommand({
      TableName: outputs.LeadsTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `LEAD#${lead}` } },
    }),
  );
  const former = Items.filter(({ sk }) => sk?.S?.startsWith('EVENT#')).map(stateOfEvent);
  const latest = Items.filter(({ sk }) => sk?.S === 'STATE');
  return [...former, ...latest].map((NewImage) => {
    const { pk, sk } = NewImage;
    if (!pk || !sk) throw new Error('a row has no key');
    return { eventName: 'MODIFY', dynamodb: { Keys: { pk, sk }, NewImage } };
  });
}

/** Returns what the relay reads of the state that this event made, from the event's own row. */
function stateOfEvent({ pk, id, lead, seq, at, actor, type, data }: Image): Image {
  if (!pk || !id || !lead || !seq || !at || !actor || !type || !data) throw new Error('an event lacks a field');
  return { pk, sk: { S: 'STATE' }, id: lead, version: seq, lastEvent: id, event: { M: { at, actor, type, data } } };
}

/** Calls the relay with these records, in batches, as its stream would. */
export async function relayAgain(records: readonly StreamRecord[], batchSize = 7): Promise<void> {
  const { FunctionArn } = await findMapping();
  for (let start = 0; start < records.length; start += batchSize) {
    const Payload = JSON.stringify({ Records: records.slice(start, start + batchSize) });
    const { FunctionError } = await functions.send(new InvokeCommand({ FunctionName: FunctionArn, Payload }));
    if (FunctionError) throw new Error(`the relay failed: ${FunctionError}`);
  }
}
