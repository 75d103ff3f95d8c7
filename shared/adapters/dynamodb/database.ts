import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { StoreError, StoreUnavailable } from '../../ports/store-error.ts';
import type { Key } from './keys.ts';
import { PATIENT, type RetryPolicy, waitAfter } from './retry-policy.ts';
import { type Failure, type Refusal, readFailure } from './transaction-errors.ts';

/** A stored row before schema validation. */
export type Row = Readonly<Record<string, unknown>>;

/** One write of a transaction. */
export type TransactionItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Outcome of a conditional write. Transient failures have been retried or thrown. */
export type WriteEnd =
  | { readonly ended: 'written' }
  | { readonly ended: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly ended: 'invalid' };

/** Maximum number of keys in one BatchGet. */
const BATCH = 100;

/**
 * The only door to DynamoDB. Reads whole results across page limits, retries transient failures, and throws only {@link
 * StoreUnavailable} and {@link StoreError}, which carry codes and no content.
 */
export class Database {
  readonly #client: DynamoDBDocumentClient;
  readonly #retry: RetryPolicy;

  constructor(client: DynamoDBDocumentClient, retry: RetryPolicy = PATIENT) {
    this.#client = client;
    this.#retry = retry;
  }

  /** Returns one row, read consistently. */
  async get(table: string, key: Key): Promise<Row | undefined> {
    const command = new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true });
    const answer = await this.#read(() => this.#client.send(command));
    return answer.Item;
  }

  /** Returns rows by key, in no particular order, read consistently. Missing rows are left out. */
  async getMany(table: string, wanted: readonly Key[]): Promise<readonly Row[]> {
    const distinct = [...new Map(wanted.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
    const rows: Row[] = [];
    for (let start = 0; start < distinct.length; start += BATCH) {
      let asked: NonNullable<BatchGetCommandInput['RequestItems']> = {
        [table]: { Keys: distinct.slice(start, start + BATCH).map((key) => ({ ...key })), ConsistentRead: true },
      };
      for (let failed = 1; ; failed += 1) {
        const answer = await this.#read(() => this.#client.send(new BatchGetCommand({ RequestItems: asked })));
        rows.push(...(answer.Responses?.[table] ?? []));
        asked = answer.UnprocessedKeys ?? {};
        if (Object.keys(asked).length === 0) break;
        if (failed >= this.#retry.attempts) throw new StoreUnavailable('UnprocessedKeys');
        await waitAfter(failed, this.#retry);
      }
    }
    return rows;
  }

  /** Returns all rows of a query, or the first `limit`. Consistent unless the query names an index. */
  async query(input: QueryCommandInput, limit = Number.POSITIVE_INFINITY): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let from = input.ExclusiveStartKey;
    do {
      const command = new QueryCommand({
        ...input,
        ConsistentRead: input.IndexName === undefined,
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
  async put(input: PutCommandInput): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new PutCommand(input)));
  }

  /** Updates one row. */
  async update(input: UpdateCommandInput): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new UpdateCommand(input)));
  }

  /** Removes one row. Idempotent. */
  async remove(table: string, key: Key): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new DeleteCommand({ TableName: table, Key: { ...key } })));
  }

  /**
   * Writes all items or none. Every attempt carries the same token, so a write whose reply was lost is not repeated.
   */
  async transact(items: readonly TransactionItem[], token: string): Promise<WriteEnd> {
    const input: TransactWriteCommandInput = { TransactItems: [...items], ClientRequestToken: token };
    return this.#write(() => this.#client.send(new TransactWriteCommand(input)));
  }

  async #read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const end = await this.#persist(ask);
    if ('answer' in end) return end.answer;
    throw new StoreError(end.failure);
  }

  async #write(ask: () => Promise<unknown>): Promise<WriteEnd> {
    const end = await this.#persist(ask);
    if ('answer' in end) return { ended: 'written' };
    return end.failure === 'refused' ? { ended: 'refused', refusals: end.refusals } : { ended: 'invalid' };
  }

  /**
   * Retries until there is an answer or a permanent failure.
   * @throws {StoreUnavailable} after the last attempt, {@link StoreError} when a retry is pointless.
   */
  async #persist<Answer>(
    ask: () => Promise<Answer>,
  ): Promise<{ readonly answer: Answer } | Extract<Failure, { failure: 'refused' | 'invalid' }>> {
    for (let failed = 1; ; failed += 1) {
      const end = await ask().then(
        (answer) => ({ answer }),
        (error: unknown) => readFailure(error),
      );
      if ('answer' in end || end.failure === 'refused' || end.failure === 'invalid') return end;
      if (end.failure === 'fatal') throw new StoreError(end.code);
      if (failed >= this.#retry.attempts) throw new StoreUnavailable(end.code);
      await waitAfter(failed, this.#retry);
    }
  }
}
