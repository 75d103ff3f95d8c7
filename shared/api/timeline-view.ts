import { CRM_FAILURE_CODES, crmReasonText } from '../domain/crm/crm-failure.ts';
import { CRM_SYSTEMS } from '../domain/crm/crm-fields.ts';
import { CRM_LINK_STATUSES, type CrmLink } from '../domain/crm/crm-link.ts';
import * as z from '../domain/lazy-zod.ts';
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

const CrmView = z
  .object({
    system: z.enum(CRM_SYSTEMS),
    record: z.string().optional().describe("The CRM's id of the record; absent until there is one."),
    status: z.enum(CRM_LINK_STATUSES),
    attempts: z.int().describe('Failed attempts in a row.'),
    at: instantField.describe('Time of the last attempt.'),
    nextAt: instantField.optional().describe('Time of the next attempt.'),
    because: z.enum(CRM_FAILURE_CODES).optional().describe('Why the last attempt failed.'),
    problems: z.array(z.string()).readonly().describe('What failed or was left out, in sentences.'),
  })
  .meta({ id: 'CrmStatus' });

/** A lead's timeline, oldest first, and how far the CRM knows of it. */
export const TimelineView = z
  .object({
    lead: z.string(),
    events: z.array(TimelineEvent).readonly(),
    notices: z
      .array(NoticeView)
      .readonly()
      .optional()
      .describe('Who was told of what, by which channel, oldest first; absent when nobody was.'),
    crm: CrmView.optional().describe('What was written to the CRM; absent when nothing was.'),
  })
  .meta({ id: 'Timeline' });

/** Returns a timeline as the API shows it. */
export function toTimelineView(
  lead: string,
  events: readonly LeadEvent[],
  sent: {
    readonly webhooks?: readonly WebhookDelivery[];
    readonly notices?: readonly Notice[];
    readonly crm?: CrmLink | undefined;
  } = {},
): z.input<typeof TimelineView> {
  const { webhooks = [], notices = [], crm } = sent;
  const deliveriesOf = (id: string) => webhooks.filter(({ event }) => event === id).map(toWebhookDeliveryView);
  return {
    lead,
    ...(notices.length > 0 && { notices: notices.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(toNoticeView) }),
    ...(crm && { crm: toCrmView(crm) }),
    events: events.map(({ id, seq, at, actor, type, data }) => {
      const deliveries = deliveriesOf(id);
      return { id, seq, at, actor, type, data, ...(deliveries.length > 0 && { deliveries }) };
    }),
  };
}

function toCrmView({
  system,
  record,
  status,
  attempts,
  at,
  nextAt,
  because,
  problems,
  foreignOwner,
}: CrmLink): z.input<typeof CrmView> {
  const reasons = because === undefined || problems.some(({ code }) => code === because) ? [] : [{ code: because }];
  return {
    system,
    status,
    attempts,
    at,
    ...(record !== undefined && { record }),
    ...(nextAt !== undefined && { nextAt }),
    ...(because !== undefined && { because }),
    problems: [...reasons, ...problems, ...(foreignOwner ? [{ code: foreignOwner.because }] : [])].map(crmReasonText),
  };
}
