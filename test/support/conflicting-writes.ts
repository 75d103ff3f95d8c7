import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { aCancelledTransaction, aServiceError } from '../adapters/dynamodb/scripted-client.ts';

type Input = Readonly<Record<string, unknown>>;

/** A write that was sent and has no answer yet. */
interface WriteInFlight {
  readonly isTransaction: boolean;
  readonly answered: Promise<void>;
}

/** The writes in flight of all clients of this process, by item. */
const inFlight = new Map<string, WriteInFlight>();
let conflicts = 0;

/** Returns how many writes of this process have conflicted so far. */
export function countConflicts(): number {
  return conflicts;
}

/**
 * Makes writes conflict as they do on DynamoDB, whatever the endpoint: a transaction is cancelled while another write of
 * one of its items is in flight, and a single write is refused while a transaction of its item is. Single writes of one
 * item wait for each other. A conflict is answered when the other write has been, so that a retry is not in vain.
 */
export function injectConflicts(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const items = writtenItems(context.commandName ?? '', args.input as Input);
      const isTransaction = context.commandName === 'TransactWriteItemsCommand';
      // Between the last look and the claim there is no `await`, in which another write could come.
      while (items.some((item) => inFlight.has(item))) await meetOtherWrites(items, isTransaction);
      const { promise: answered, resolve } = Promise.withResolvers<void>();
      for (const item of items) inFlight.set(item, { isTransaction, answered });
      try {
        return await next(args);
      } finally {
        for (const item of items) inFlight.delete(item);
        resolve();
      }
    },
    { step: 'initialize', name: 'conflicting', priority: 'low' },
  );
  return client;
}

/** Waits for the writes in flight of these items. Throws the conflict, unless both are single writes. */
async function meetOtherWrites(items: readonly string[], isTransaction: boolean): Promise<void> {
  const others = items.map((item) => inFlight.get(item));
  await Promise.all(others.map((other) => other?.answered));
  if (!isTransaction && !others.some((other) => other?.isTransaction)) return;
  conflicts += 1;
  throw isTransaction
    ? aCancelledTransaction(...others.map((other) => ({ Code: other ? 'TransactionConflict' : 'None' })))
    : aServiceError('TransactionConflictException');
}

/** Returns the items that a command writes, or whose condition a transaction checks; none for a command that reads. */
function writtenItems(command: string, input: Input): readonly string[] {
  if (command === 'TransactWriteItemsCommand')
    return (input.TransactItems as readonly Readonly<Record<string, Input>>[]).flatMap(Object.values).map(itemOf);
  return /^(Put|Update|Delete)ItemCommand$/.test(command) ? [itemOf(input)] : [];
}

function itemOf({ TableName, Item, Key = Item }: Input): string {
  const { pk, sk } = Key as Input;
  return JSON.stringify([TableName, pk, sk]);
}
