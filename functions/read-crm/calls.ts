import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from '../../shared/domain/lazy-zod.ts';

/** What the function calls itself with, after a call by HubSpot. Ids only. */
const AfterWebhook = z.object({
  task: z.literal('after_webhook'),
  /** Whether the CRM is to be read. */
  read: z.boolean(),
  /** Ids of contacts that were deleted. */
  deleted: z.array(z.string()).readonly(),
  /** Ids of deals that were deleted. */
  deletedDeals: z.array(z.string()).readonly(),
  /** Ids of companies that were deleted. */
  deletedCompanies: z.array(z.string()).readonly().default([]),
});
export type AfterWebhook = z.output<typeof AfterWebhook>;

/** Whether a call came over the HTTP API. */
export function isHttp(event: unknown): event is APIGatewayProxyEventV2 {
  return typeof event === 'object' && event !== null && 'requestContext' in event;
}

/** Returns what the function called itself with; undefined: its schedule called it. */
export function afterWebhookOf(event: unknown): AfterWebhook | undefined {
  return AfterWebhook.safeParse(event).data;
}
