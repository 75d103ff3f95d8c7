import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { WireItem } from './item-size.ts';
import type { ReadItem } from './table-meter.ts';

/** Returns a reader of items as they are stored, to see how large an updated item is. */
export function createItemReader(): ReadItem {
  let client: DynamoDBClient | undefined;
  return async (TableName, key) => {
    // The address of the local cloud is only known once it runs.
    client ??= new DynamoDBClient();
    const Key = Object.fromEntries(['pk', 'sk'].map((name) => [name, { S: String(key[name]?.S) }]));
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Item && WireItem.parse(Item);
  };
}
