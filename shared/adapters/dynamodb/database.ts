import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import type { TableKey } from './keys.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy, waitBeforeRetry } from './retry-policy.ts';
import { classifyError, type FailedCondition, type WriteFailure } from './transaction-errors.ts';

/** A stored row before schema validation. */
export type Row = Readonly<Record<string, unknown>>;

/** One write of a transaction. */
export type TransactionItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Outcome of a conditional write. Transient failures have been retried or thrown. */
export type WriteResult =
  | { readonly ended: 'written' }
  | { readonly ended: 'refused'; readonly refusals: readonly FailedCondition[] }
  | { readonly ended: 'invalid' };

/** Which rows and attributes of a scanned page are wanted. It costs the same to read. */
type ScanFilter = Pick<
  ScanCommandInput,
  'FilterExpression' | 'ProjectionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** How rows are read unless somebody says otherwise. */
const CONSISTENT: { readonly consistent: boolean } = { consistent: true };

/** Maximum number of keys in one BatchGet. */
const MAX_BATCH_KEYS = 100;

/**
 * The only door to DynamoDB. Reads whole results across page limits, retries transient failures, and throws only {@link
 * StoreUnavailable} and {@link StoreError}, which carry codes and no content.
 */
export class Database {
  readonly #client: DynamoDBDocumentClient;
  readonly #retry: RetryPolicy;
  readonly #onUnreadable: (key: string) => void;

  /** @param onUnreadable is told the key of each row that was left out of a list because it cannot be read */
  constructor(
    client: DynamoDBDocumentClient,
    retry: RetryPolicy = DEFAULT_RETRY_POLICY,
    onUnreadable: (key: string) => void = () => undefined,
  ) {
    this.#client = client;
    this.#retry = retry;
    this.#onUnreadable = onUnreadable;
  }

  /** Reports a row that was left out of a list. Keys hold ids and hashes, never personal data. */
  reportUnreadable({ pk, sk }: Row): void {
    this.#onUnreadable(`${String(pk)}/${String(sk)}`);
  }

  /**
   * Waits for a random time of at most a fifth of the longest wait between attempts. Writers that lost to another one
   * decide again; if they all did so at once, they would keep losing to each other.
   */
  async pauseAfterLostRace(): Promise<void> {
    await this.#retry.sleep((this.#retry.random() * this.#retry.capMs) / 5);
  }

  /** Returns one row, read consistently unless the caller can do with one of a moment ago, which costs half. */
  async get(table: string, key: TableKey, { consistent } = CONSISTENT): Promise<Row | undefined> {
    const command = new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: consistent });
    const answer = await this.#read(() => this.#client.send(command));
    return answer.Item;
  }

  /** Returns rows by key, in no particular order, read as by {@link get}. Missing rows are left out. */
  async getMany(
    table: string,
    requestedKeys: readonly TableKey[],
    { consistent } = CONSISTENT,
  ): Promise<readonly Row[]> {
    const distinct = [...new Map(requestedKeys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
    const rows: Row[] = [];
    for (let start = 0; start < distinct.length; start += MAX_BATCH_KEYS) {
      let pending: NonNullable<BatchGetCommandInput['RequestItems']> = {
        [table]: {
          Keys: distinct.slice(start, start + MAX_BATCH_KEYS).map((key) => ({ ...key })),
          ConsistentRead: consistent,
        },
      };
      await this.#retryTransientFailures(async () => {
        const answer = await this.#read(() => this.#client.send(new BatchGetCommand({ RequestItems: pending })));
        rows.push(...(answer.Responses?.[table] ?? []));
        pending = answer.UnprocessedKeys ?? {};
        if (Object.keys(pending).length > 0) throw new TransientFailure(new StoreUnavailableError('UnprocessedKeys'));
      });
    }
    return rows;
  }

  /** Returns all rows of a query, or the first `limit`. Consistent unless the query names an index or says so. */
  async query(input: QueryCommandInput, limit = Number.POSITIVE_INFINITY): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let from = input.ExclusiveStartKey;
    do {
      const command = new QueryCommand({
        ...input,
        ConsistentRead: input.ConsistentRead ?? input.IndexName === undefined,
        ExclusiveStartKey: from,
        ...(Number.isFinite(limit) ? { Limit: limit - rows.length } : {}),
      });
      const answer = await this.#read(() => this.#client.send(command));
      rows.push(...(answer.Items ?? []));
      from = answer.LastEvaluatedKey;
    } while (from !== undefined && rows.length < limit);
    return rows;
  }

  /** Writes one row, conditionally if the input has a condition. */
  async put(input: PutCommandInput): Promise<WriteResult> {
    return this.#write(() => this.#client.send(new PutCommand(input)));
  }

  /** Updates one row. */
  async update(input: UpdateCommandInput): Promise<WriteResult> {
    return this.#write(() => this.#client.send(new UpdateCommand(input)));
  }

  /** Removes one row, conditionally if there is a condition. Idempotent. */
  async remove(table: string, key: TableKey, condition: Partial<DeleteCommandInput> = {}): Promise<WriteResult> {
    return this.#write(() => this.#client.send(new DeleteCommand({ TableName: table, Key: { ...key }, ...condition })));
  }

  /** Returns one page of a whole table, and the key after which the next one begins. Reads every row: for rare work. */
  async scanPage(
    table: string,
    { limit, after, ...filter }: { readonly limit: number; readonly after?: TableKey } & ScanFilter,
  ): Promise<{ readonly rows: readonly Row[]; readonly last?: Row }> {
    const command = new ScanCommand({
      TableName: table,
      Limit: limit,
      ConsistentRead: true,
      ...filter,
      ...(after && { ExclusiveStartKey: { ...after } }),
    });
    const answer = await this.#read(() => this.#client.send(command));
    return { rows: answer.Items ?? [], ...(answer.LastEvaluatedKey && { last: answer.LastEvaluatedKey }) };
  }

  /**
   * Writes all items or none. Every attempt carries the same token, so a write whose reply was lost is not repeated.
   */
  async transact(items: readonly TransactionItem[], token: string): Promise<WriteResult> {
    const input: TransactWriteCommandInput = { TransactItems: [...items], ClientRequestToken: token };
    return this.#write(() => this.#client.send(new TransactWriteCommand(input)));
  }

  async #read<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    const result = await this.#requestWithRetry(send);
    if ('answer' in result) return result.answer;
    throw new StoreError(result.failure);
  }

  async #write(send: () => Promise<unknown>): Promise<WriteResult> {
    const result = await this.#requestWithRetry(send);
    if ('answer' in result) return { ended: 'written' };
    return result.failure === 'refused' ? { ended: 'refused', refusals: result.refusals } : { ended: 'invalid' };
  }

  /**
   * Retries until there is an answer or a permanent failure.
   * @throws {StoreUnavailableError} after the last attempt, {@link StoreError} when a retry is pointless.
   */
  async #requestWithRetry<Answer>(
    send: () => Promise<Answer>,
  ): Promise<{ readonly answer: Answer } | Extract<WriteFailure, { failure: 'refused' | 'invalid' }>> {
    return this.#retryTransientFailures(async () => {
      const result = await send().then(
        (answer) => ({ answer }),
        (error: unknown) => classifyError(error),
      );
      if ('answer' in result || result.failure === 'refused' || result.failure === 'invalid') return result;
      if (result.failure === 'fatal') throw new StoreError(result.code);
      throw new TransientFailure(new StoreUnavailableError(result.code));
    });
  }

  #retryTransientFailures<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const { maxAttempts } = this.#retry;
    return retryTransientFailures(attempt, {
      maxAttempts,
      waitBeforeRetry: (failed) => waitBeforeRetry(failed, this.#retry),
    });
  }
}
