import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;
interface Keyed {
  readonly Key?: Item;
  readonly Item?: Item;
}
interface Request extends Keyed {
  readonly SecretId?: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly TransactItems?: readonly { readonly Put?: Keyed; readonly Delete?: Keyed }[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Item[] }>>;
}

/**
 * Starts what the functions call: one table that keeps what is put into it, whatever the condition, and the given
 * secrets. Just enough for a lead to pass from the hook to its route; everything else answers with an empty object.
 */
export async function startStubServices(secrets: Readonly<Record<string, string>>) {
  const rows = new Map<string, Item>();
  const put = ({ Item: item }: Keyed) => item && rows.set(keyOf(item), item);
  const query = ({ IndexName, KeyConditionExpression = '', ExpressionAttributeValues: values = {} }: Request) => {
    const prefix = /begins_with\(sk, (:\w+)\)/.exec(KeyConditionExpression)?.[1];
    const found = [...rows.values()].filter(
      ({ pk, sk }) =>
        pk?.S === values[':pk']?.S && (prefix === undefined || sk?.S?.startsWith(values[prefix]?.S ?? '')),
    );
    const Items = IndexName === undefined ? found : [];
    return { Items, Count: Items.length };
  };
  const answers: Readonly<Record<string, (request: Request) => unknown>> = {
    GetSecretValue: ({ SecretId = '' }) => ({ SecretString: secrets[SecretId] ?? 'secret' }),
    GetItem: ({ Key = {} }) => ({ Item: rows.get(keyOf(Key)) }),
    BatchGetItem: ({ RequestItems = {} }) => ({
      Responses: Object.fromEntries(
        Object.entries(RequestItems).map(([table, { Keys }]) => [
          table,
          Keys.map((key) => rows.get(keyOf(key))).filter((row) => row !== undefined),
        ]),
      ),
    }),
    Query: query,
    PutItem: (request) => put(request) && {},
    TransactWriteItems: ({ TransactItems = [] }) => {
      for (const { Put: one } of TransactItems) if (one) put(one);
    },
  };
  const server = createServer(async (request, response) => {
    const answer = answers[operationOf(request)]?.((await json(request)) as Request) ?? {};
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

function keyOf({ pk, sk }: Item): string {
  return `${pk?.S} ${sk?.S}`;
}

function operationOf({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target']).split('.').at(-1) ?? '';
}
