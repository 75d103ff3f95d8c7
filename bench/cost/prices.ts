/**
 * AWS list prices in US dollars, us-east-1, without free tier and discounts, as of November 2026. Check them for your
 * Region before you rely on the total.
 */
export const PRICES = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand: per million request units. */
  tableWrites: 0.625,
  tableReads: 0.125,
  /** https://aws.amazon.com/step-functions/pricing: per million state transitions; per million express executions. */
  transitions: 25,
  expressExecutions: 1,
  /** Per GB-second of an express execution, billed in units of 100 ms and 64 MB. */
  expressGigabyteSecond: 0.00001667,
  /** https://aws.amazon.com/lambda/pricing: per million calls; per GB-second on arm64. */
  calls: 0.2,
  callGigabyteSecond: 0.0000133334,
  /** https://aws.amazon.com/api-gateway/pricing: per million HTTP API requests. */
  apiRequests: 1,
  /** https://aws.amazon.com/eventbridge/pricing: per million custom events. */
  events: 1,
  /** https://aws.amazon.com/sqs/pricing: per million requests to FIFO queues. */
  queueRequests: 0.5,
  /** https://aws.amazon.com/cloudwatch/pricing: per GB of ingested logs. */
  logGigabyte: 0.5,
  /** https://aws.amazon.com/xray/pricing: per million traces recorded. */
  traces: 5,
} as const;
