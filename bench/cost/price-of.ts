import { PRICES } from './prices.ts';
import type { Use } from './recording.ts';

/**
 * What cannot be counted on an emulator is assumed: how long a warm call computes (it mostly waits for the tables), and in how much
 * memory. Measure both in your own account and put them here.
 */
export const ASSUMED = {
  callMilliseconds: 40,
  callGigabytes: 0.3125,
  expressMilliseconds: 600,
  expressGigabytes: 0.0625,
};

/** Receiving, deleting and asking in vain: requests a message costs beside the one that sent it. */
const REQUESTS_A_MESSAGE = 3;
const GIGABYTE = 1024 ** 3;
const MILLION = 1_000_000;

/** Where the money for a million leads goes, in US dollars, by part. */
export function priceOfMillion(use: Use): Readonly<Record<string, number>> {
  const callSeconds = (ASSUMED.callMilliseconds / 1000) * ASSUMED.callGigabytes;
  const expressSeconds = (ASSUMED.expressMilliseconds / 1000) * ASSUMED.expressGigabytes;
  return {
    'Step Functions, transitions': use.transitions * PRICES.transitions,
    'Step Functions, express':
      use.expressExecutions * (PRICES.expressExecutions + expressSeconds * PRICES.expressGigabyteSecond * MILLION),
    'DynamoDB, tables': use.writes * PRICES.tableWrites,
    'DynamoDB, indexes': use.indexWrites * PRICES.tableWrites,
    'DynamoDB, reads': use.reads * PRICES.tableReads,
    'Lambda, calls': use.calls * PRICES.calls,
    'Lambda, computing': use.calls * callSeconds * PRICES.callGigabyteSecond * MILLION,
    'API Gateway': use.apiRequests * PRICES.apiRequests,
    EventBridge: use.events * PRICES.events,
    SQS: use.queueMessages * (1 + REQUESTS_A_MESSAGE) * PRICES.queueRequests,
    'CloudWatch Logs': (use.logBytes / GIGABYTE) * MILLION * PRICES.logGigabyte,
  };
}

/** All of it. */
export function totalOf(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((sum, one) => sum + one, 0);
}
