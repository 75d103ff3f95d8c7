import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Undefined fields are not stored. The library tells maps from other objects by their `constructor`; an object with a
 * key of that name, which anybody may choose, is a map all the same.
 */
const MARSHALL_OPTIONS = { removeUndefinedValues: true, convertClassInstanceToMap: true } as const;

/**
 * Creates the SDK's document client. Region, endpoint and credentials come from the
 * environment.
 */
export function createDocumentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(config), { marshallOptions: MARSHALL_OPTIONS });
}
