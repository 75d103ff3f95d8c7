import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What the function calls itself with, after a call by the CRM. */
export const READ_REPEATEDLY = { task: 'read_repeatedly' } as const;

/** Whether a call came over the HTTP API. */
export function isHttp(event: unknown): event is APIGatewayProxyEventV2 {
  return typeof event === 'object' && event !== null && 'requestContext' in event;
}

/** Whether the function called itself after a call by the CRM. Otherwise its schedule called it. */
export function isAfterWebhook(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'task' in event && event.task === READ_REPEATEDLY.task;
}
