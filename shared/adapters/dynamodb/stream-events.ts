import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { EventRow, readRow } from './rows.ts';

/** The timeline event in a record of the leads table's stream; undefined for any other row. @throws when an event row is not one. */
export function eventOfRecord(record: DynamoDBRecord): LeadEvent | undefined {
  const { Keys: key, NewImage: image } = record.dynamodb ?? {};
  if (!image || !key?.sk?.S?.startsWith('EVENT#')) return undefined;
  return readRow(EventRow, unmarshall(image as Record<string, AttributeValue>));
}
