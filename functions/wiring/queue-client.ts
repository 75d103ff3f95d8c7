import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Creates a client for queues. Like every other client, it calls its region's endpoint or AWS_ENDPOINT_URL; the queue's
 * URL is only a name.
 */
export function createQueueClient(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}
