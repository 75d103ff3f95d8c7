import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { keys } from './keys.ts';
import { readRowWithKeys } from './read-row.ts';
import { StateEventRow } from './rows.ts';

/**
 * Returns the timeline event in a stream record of the leads table: every record of a lead's state has the one that made
 * it. Undefined for any other row.
 * @throws when the row is malformed.
 */
export function recordToEvent(record: DynamoDBRecord): LeadEvent | undefined {
  const { Keys: key, NewImage: image } = record.dynamodb ?? {};
  if (!image || key?.sk?.S !== keys.lead('').sk) return undefined;
  return readRowWithKeys(StateEventRow, unmarshall(image as Record<string, AttributeValue>));
}
