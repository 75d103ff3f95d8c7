import * as z from 'zod';
import { ActorSchema, EVENT_TYPES, type LeadEvent } from '../domain/lead/events.ts';
import type { Notice } from '../domain/notifications/notice.ts';
import type { WebhookDelivery } from '../domain/webhooks/subscription.ts';
import { NoticeView, toNoticeView } from './notice-view.ts';
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
  .object({
    lead: z.string(),
    events: z.array(TimelineEvent).readonly(),
    notices: z
      .array(NoticeView)
      .readonly()
      .optional()
      .describe('Who was told of what, by which channel, oldest first; absent when nobody was.'),
  })
  .meta({ id: 'Timeline' });

/** Returns a timeline as the API shows it. */
export function toTimelineView(
  lead: string,
  events: readonly LeadEvent[],
  sent: { readonly webhooks?: readonly WebhookDelivery[]; readonly notices?: readonly Notice[] } = {},
): z.input<typeof TimelineView> {
  const { webhooks = [], notices = [] } = sent;
  const deliveriesOf = (id: string) => webhooks.filter(({ event }) => event === id).map(toWebhookDeliveryView);
  return {
    lead,
    ...(notices.length > 0 && { notices: notices.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(toNoticeView) }),
    events: events.map(({ id, seq, at, actor, type, data }) => {
      const deliveries = deliveriesOf(id);
      return { id, seq, at, actor, type, data, ...(deliveries.length > 0 && { deliveries }) };
    }),
  };
}
