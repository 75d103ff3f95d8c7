import * as z from 'zod';
import { ActorSchema, EVENT_TYPES, type LeadEvent } from '../domain/lead/events.ts';
import type { WebhookDelivery } from '../domain/webhooks/subscription.ts';
import { instantField } from './values.ts';
import { toWebhookDeliveryView, WebhookDeliveryView } from './webhooks.ts';

const TimelineEvent = z
  .object({
    id: z.string(),
    seq: z.int(),
    at: instantField,
    actor: ActorSchema,
    type: z.enum(EVENT_TYPES),
    data: z.record(z.string(), z.unknown()).describe("Ids and reason codes. docs/events.md lists each type's fields."),
    deliveries: z
      .array(WebhookDeliveryView)
      .readonly()
      .optional()
      .describe('Status of its webhook deliveries; absent when there were none.'),
  })
  .meta({ id: 'TimelineEvent' });

/** A lead's timeline, oldest first. */
export const TimelineView = z
  .object({ lead: z.string(), events: z.array(TimelineEvent).readonly() })
  .meta({ id: 'Timeline' });

/** Returns a timeline as the API shows it. */
export function toTimelineView(
  lead: string,
  events: readonly LeadEvent[],
  webhookDeliveries: readonly WebhookDelivery[] = [],
): z.input<typeof TimelineView> {
  const deliveriesOf = (id: string) => webhookDeliveries.filter(({ event }) => event === id).map(toWebhookDeliveryView);
  return {
    lead,
    events: events.map(({ id, seq, at, actor, type, data }) => {
      const deliveries = deliveriesOf(id);
      return { id, seq, at, actor, type, data, ...(deliveries.length > 0 && { deliveries }) };
    }),
  };
}
