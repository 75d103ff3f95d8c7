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

/** A row as it is stored, before its schema has seen it. */
export type Row = Readonly<Record<string, unknown>>;

/** One write of a transaction. */
export type TransactionItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** What became of a conditional write; whatever can pass has been waited out or thrown. */
export type WriteEnd =
  | { readonly ended: 'written' }
  | { readonly ended: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly ended: 'invalid' };

/** Keys one BatchGet takes. */
const BATCH = 100;

/**
 * The only place that talks to DynamoDB: reads whole results over page limits, tries again what may pass, and throws
 * nothing but {@link StoreUnavailable} and {@link StoreError}, which carry codes and no content.
 */
export class Database {
  readonly #client: DynamoDBDocumentClient;
  readonly #retry: RetryPolicy;

  constructor(client: DynamoDBDocumentClient, retry: RetryPolicy = PATIENT) {
    this.#client = client;
    this.#retry = retry;
  }

  /** One row, read consistently. */
  async get(table: string, key: Key): Promise<Row | undefined> {
    const command = new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true });
    const answer = await this.#read(() => this.#client.send(command));
    return answer.Item;
  }

  /** Rows by key in no particular order, read consistently; those not found are missing. */
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

  /** Rows of a query, all of them or the first `limit`; consistent unless an index is asked. */
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

  /** Writes one row, conditionally if the input says so. */
  async put(input: PutCommandInput): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new PutCommand(input)));
  }

  /** Changes one row. */
  async update(input: UpdateCommandInput): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new UpdateCommand(input)));
  }

  /** Removes one row; removing it twice is removing it once. */
  async remove(table: string, key: Key): Promise<WriteEnd> {
    return this.#write(() => this.#client.send(new DeleteCommand({ TableName: table, Key: { ...key } })));
  }

  /** Writes all or nothing. Every try has the same token, so that one whose reply was lost is not made twice. */
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

  /** Asks until there is an answer or a failure that stays. @throws {StoreUnavailable} after the last try, {@link StoreError} when trying is pointless. */
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
