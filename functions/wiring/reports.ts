import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { ReportTable } from '../../shared/adapters/dynamodb/report-table.ts';
import { SharedCountingQueue } from '../../shared/adapters/in-process/shared-counting-queue.ts';
import { SqsCountingQueue } from '../../shared/adapters/sqs/counting-queue.ts';
import type { CountingQueue } from '../../shared/ports/counting-queue.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createQueueClient } from './queue-client.ts';

/** Creates the store of the environment's counters. */
export function createReportStore(db: Database): ReportTable {
  return new ReportTable({ db, table: readEnv('REPORTS_TABLE').REPORTS_TABLE });
}

/** Creates the queue of leads to count. Gives up soon, since events must not wait for reports. */
export function createCountingQueue(): CountingQueue {
  const env = readEnv('COUNTING_QUEUE_URL', 'COUNTING_DELAY_SECONDS');
  const client = createQueueClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  return new SharedCountingQueue({
    queue: new SqsCountingQueue({ client, url: env.COUNTING_QUEUE_URL }),
    delaySeconds: Number(env.COUNTING_DELAY_SECONDS),
    clock: Date.now,
  });
}
