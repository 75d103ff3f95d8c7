import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RetryPolicy } from '../../../shared/adapters/dynamodb/retry-policy.ts';

/** What DynamoDB returns about one write of a cancelled transaction. */
export type Reason = NonNullable<TransactionCanceledException['CancellationReasons']>[number];

/** The error of a transaction cancelled for these reasons, one per write. */
export function aCancelledTransaction(...CancellationReasons: readonly Reason[]): TransactionCanceledException {
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new TransactionCanceledException({
    message,
    CancellationReasons: [...CancellationReasons],
    $metadata: { httpStatusCode: 400 },
  });
}

/** Any other error of the service. */
export function aServiceError(
  name: string,
  options: { message?: string; status?: number } = {},
): DynamoDBServiceException {
  const { message = name, status = 400 } = options;
  return new DynamoDBServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: status } });
}

/** The connection broke: whether the request arrived is unknown. */
export function aBrokenConnection(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

type Turn = Error | Readonly<Record<string, unknown>>;

/** A client that answers from a script, one entry per request, repeating the last one. Records its requests. */
export function aScriptedClient(...script: readonly [Turn, ...Turn[]]) {
  const asked: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const turn = script[Math.min(asked.length, script.length - 1)];
    asked.push({ name: command.constructor.name, input: structuredClone(command.input) });
    if (turn instanceof Error) throw turn;
    return turn;
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, asked };
}

/** A retry policy with four attempts and no waiting. Records the waits it skipped, in milliseconds. */
export function aRetryPolicyWithoutWaits(waited: number[] = []): RetryPolicy {
  const sleep = async (milliseconds: number) => {
    waited.push(milliseconds);
  };
  return { maxAttempts: 4, baseMs: 100, capMs: 300, random: () => 0.5, sleep };
}
