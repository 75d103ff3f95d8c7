import { addSeconds, type Instant, millisecondsOf, minuteOf } from '../../domain/instant.ts';
import type { RateLimiter } from '../../ports/rate-limiter.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';

/** Seconds after which a count of a minute expires. */
const TTL_SECONDS = 3600;

/** The rate limiter on DynamoDB, in the deliveries table: one row per source and minute. */
export class RateTable implements RateLimiter {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async admit(source: string, most: number, now: Instant): Promise<boolean> {
    const end = await this.#db.update({
      TableName: this.#table,
      Key: { ...keys.sourceMinute(source, minuteOf(now)) },
      ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
      UpdateExpression: 'ADD #count :one SET #expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':most': most,
        ':expiresAt': Math.floor(millisecondsOf(addSeconds(now, TTL_SECONDS)) / 1000),
      },
    });
    if (end.ended === 'invalid') throw new StoreError('rate_refused');
    return end.ended === 'written';
  }
}
