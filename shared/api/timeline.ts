import * as z from 'zod';
import { EVENT_TYPES, type EventType, type LeadEvent } from '../domain/lead/events.ts';
import type { WebhookDelivery } from '../domain/webhooks/subscription.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { instant, leadId } from './values.ts';
import { WebhookDeliveryView, webhookDeliveryView } from './webhooks.ts';

const TimelineEvent = z
  .object({
    id: z.string(),
    seq: z.int(),
    at: instant,
    actor: z.union([z.object({ kind: z.literal('robot') }), z.object({ kind: z.literal('person'), id: z.string() })]),
    type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
    data: z.record(z.string(), z.unknown()).describe("Ids and reason codes. docs/events.md lists each type's fields."),
    deliveries: z
      .array(WebhookDeliveryView)
      .readonly()
      .optional()
      .describe('Status of its webhook deliveries; absent when there were none.'),
  })
  .meta({ id: 'TimelineEvent' });

const TimelineView = z.object({ lead: z.string(), events: z.array(TimelineEvent).readonly() }).meta({ id: 'Timeline' });

export const getTimeline = defineRoute({
  method: 'GET',
  path: '/v1/leads/{id}/timeline',
  name: 'getTimeline',
  summary: "Get a lead's timeline, oldest first",
  roles: ['rep', 'manager', 'admin'],
  params: z.object({ id: leadId }),
  replies: { 200: TimelineView },
  problems: ['not-found'],
});

/** Returns a timeline as the API shows it. */
export function timelineView(
  lead: string,
  events: readonly LeadEvent[],
  told: readonly WebhookDelivery[] = [],
): z.input<typeof TimelineView> {
  const deliveriesOf = (id: string) => told.filter(({ event }) => event === id).map(webhookDeliveryView);
  return {
    lead,
    events: events.map(({ id, seq, at, actor, type, data }) => {
      const deliveries = deliveriesOf(id);
      return { id, seq, at, actor, type, data, ...(deliveries.length > 0 && { deliveries }) };
    }),
  };
}
