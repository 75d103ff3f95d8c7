import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { EventRow, readRow } from './rows.ts';

/**
 * Returns the timeline event in a stream record of the leads table; undefined for any other row.
 * @throws when an event row is malformed.
 */
export function recordToEvent(record: DynamoDBRecord): LeadEvent | undefined {
  const { Keys: key, NewImage: image } = record.dynamodb ?? {};
  if (!image || !key?.sk?.S?.startsWith('EVENT#')) return undefined;
  return readRow(EventRow, unmarshall(image as Record<string, AttributeValue>));
}
