import { z } from 'zod';
import { EVENT_TYPES, type EventType, type LeadEvent } from '../../domain/events.ts';
import { defineRoute } from '../route.ts';
import { instant, leadId } from './values.ts';

const TimelineEvent = z
  .object({
    id: z.string(),
    seq: z.int(),
    at: instant,
    actor: z.union([z.object({ kind: z.literal('robot') }), z.object({ kind: z.literal('person'), id: z.string() })]),
    type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
    data: z
      .record(z.string(), z.unknown())
      .describe('Ids and reason codes; what each type carries stands in docs/events.md.'),
  })
  .meta({ id: 'TimelineEvent' });

const TimelineView = z.object({ lead: z.string(), events: z.array(TimelineEvent).readonly() }).meta({ id: 'Timeline' });

export const getTimeline = defineRoute({
  method: 'GET',
  path: '/v1/leads/{id}/timeline',
  name: 'getTimeline',
  summary: 'Everything that happened to a lead, oldest first',
  roles: ['rep', 'manager', 'admin'],
  params: z.object({ id: leadId }),
  replies: { 200: TimelineView },
  problems: ['not-found'],
});

/** A timeline as the API shows it. */
export function timelineView(lead: string, events: readonly LeadEvent[]): z.input<typeof TimelineView> {
  return { lead, events: events.map(({ id, seq, at, actor, type, data }) => ({ id, seq, at, actor, type, data })) };
}
