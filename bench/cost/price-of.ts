import { PRICES } from './prices.ts';
import type { LeadUsage } from './recording.ts';

/**
 * Assumptions about what an emulator cannot measure: the duration of a warm call (mostly waiting for tables) and its
 * memory. Measure both in your own account and enter them here.
 */
export const ASSUMPTIONS = {
  callMilliseconds: 40,
  callGigabytes: 0.3125,
  expressMilliseconds: 600,
  expressGigabytes: 0.0625,
};

/** Each message is sent, received and deleted. Asking empty queues costs the same without leads: {@link POLLS_PER_MONTH}. */
const REQUESTS_PER_MESSAGE = 3;
/** Lambda keeps five requests waiting at each queue, twenty seconds each: 30 days. */
export const POLLS_PER_MONTH = (5 * 30 * 24 * 3600) / 20;
const GIGABYTE = 1024 ** 3;
const MILLION = 1_000_000;

/** Returns the cost of a million leads in US dollars, by part. */
export function priceOfMillionLeads(use: LeadUsage): Readonly<Record<string, number>> {
  const callSeconds = (ASSUMPTIONS.callMilliseconds / 1000) * ASSUMPTIONS.callGigabytes;
  const expressSeconds = (ASSUMPTIONS.expressMilliseconds / 1000) * ASSUMPTIONS.expressGigabytes;
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
    SQS: use.queueMessages * REQUESTS_PER_MESSAGE * PRICES.queueRequests,
    'CloudWatch Logs': (use.logBytes / GIGABYTE) * MILLION * PRICES.logGigabyte,
  };
}

/** Returns the sum of all parts. */
export function totalPrice(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((sum, one) => sum + one, 0);
}
