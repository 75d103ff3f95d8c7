import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { aBrokenConnection, aCancelledTransaction, aServiceError } from './scripted-client.ts';

/** Counts of the faults injected between a client and its store. */
export interface NetworkFaultCounts {
  conflicts: number;
  throttled: number;
  lostReplies: number;
}

/**
 * Injects faults that an emulator never shows: every tenth transaction conflicts, some requests are throttled, and some
 * writes lose their replies. Acts outside the SDK's own retries.
 */
export function injectNetworkFaults(
  client: DynamoDBDocumentClient,
  chance: () => number,
  trouble: NetworkFaultCounts,
): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const writes = context.commandName === 'TransactWriteItemsCommand';
      if (writes && chance() < 0.1) {
        trouble.conflicts += 1;
        throw aCancelledTransaction({ Code: 'None' }, { Code: 'TransactionConflict' });
      }
      if (chance() < 0.03) {
        trouble.throttled += 1;
        throw aServiceError('ThrottlingException');
      }
      const answer = await next(args);
      if (writes && chance() < 0.08) {
        trouble.lostReplies += 1;
        throw aBrokenConnection();
      }
      return answer;
    },
    { step: 'initialize', name: 'troubled', priority: 'high' },
  );
  return client;
}
