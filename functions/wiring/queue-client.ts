import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';

/**
 * Creates a client for queues. Like every other client, it calls its region's endpoint or AWS_ENDPOINT_URL; the queue's
 * URL is only a name.
 */
export function createQueueClient(options: SQSClientConfig = {}): SQSClient {
  return new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
}
