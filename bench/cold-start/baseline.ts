import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The least that any function would load: a client of DynamoDB, and nothing of Baton. */
export const handler = new DynamoDBClient();
