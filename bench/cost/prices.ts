/**
 * What AWS charges, in US dollars, in us-east-1, without free tier and discounts, as its price pages said in November 2026. Check
 * them for your Region before you rely on the sum.
 */
export const PRICES = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand: a million request units. */
  tableWrites: 0.625,
  tableReads: 0.125,
  /** https://aws.amazon.com/step-functions/pricing: a million state transitions; a million express executions. */
  transitions: 25,
  expressExecutions: 1,
  /** A GB-second of an express execution, billed in 100 ms and 64 MB. */
  expressGigabyteSecond: 0.00001667,
  /** https://aws.amazon.com/lambda/pricing: a million calls; a GB-second on arm64. */
  calls: 0.2,
  callGigabyteSecond: 0.0000133334,
  /** https://aws.amazon.com/api-gateway/pricing: a million HTTP API requests. */
  apiRequests: 1,
  /** https://aws.amazon.com/eventbridge/pricing: a million custom events. */
  events: 1,
  /** https://aws.amazon.com/sqs/pricing: a million requests, of FIFO queues. */
  queueRequests: 0.5,
  /** https://aws.amazon.com/cloudwatch/pricing: a GB of logs taken in. */
  logGigabyte: 0.5,
} as const;
