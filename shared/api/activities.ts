import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { anyInstantField, externalIdField, leadIdField, nameField, reasonCodeField } from './values.ts';

const MAX_ACTIVITIES = 100;
const MAX_BATCH_BYTES = 128 * 1024;

/** An interaction between a person and the company outside Baton, as a CRM or a mail tool knows it. */
const ActivityBody = z
  .strictObject({
    lead: leadIdField.optional(),
    externalId: externalIdField
      .optional()
      .describe('Instead of `lead`, or in addition: the id is then added to the lead.'),
    kind: reasonCodeField.describe(
      '`pricing_page`, `reply`, `call`: a kind of touchpoint from the plan, or a contact channel.',
    ),
    at: anyInstantField.optional().describe('When it happened, within the last 90 days; default: now.'),
    direction: z
      .enum(['inbound', 'outbound'])
      .describe('inbound: the person did it; outbound: a rep contacted the person.'),
    rep: nameField.optional().describe('The rep who contacted the person.'),
    seconds: z
      .int()
      .nonnegative()
      .max(86_400)
      .optional()
      .describe('How long a call took. The plan may ask for a least length: `touched_by`.'),
    id: nameField
      .optional()
      .describe(
        'Your own id of the activity. An id counts once per lead. Without an id, repeats are recognised by content.',
      ),
  })
  .refine(({ lead, externalId: elsewhere }) => lead !== undefined || elsewhere !== undefined, 'lead or externalId')
  .meta({ id: 'Activity' });
export type ActivityBody = z.output<typeof ActivityBody>;

/** Activities, processed in this order. */
export const ActivityBatch = z
  .strictObject({ activities: z.array(ActivityBody).min(1).max(MAX_ACTIVITIES) })
  .meta({ id: 'Activities' });

/** The result of one activity. */
export const ActivityResult = z
  .object({
    outcome: z
      .enum([
        'touchpoint_added',
        'recycled',
        'first_response',
        'worked',
        'contact_noted',
        'repeated',
        'closed',
        'refused',
        'failed',
      ])
      .describe(
        'closed: the lead is closed and stays closed; refused: see the problem; failed: temporary failure, send it again.',
      ),
    lead: z.string().optional(),
    state: z.string().optional().describe('State of the lead after the activity.'),
    contactsLeft: z.int().optional().describe('Contacts left under the cap of the plan, if it has one.'),
    problem: z
      .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
      .optional()
      .describe('RFC 9457.'),
  })
  .meta({ id: 'TakenActivity' });

/** Routes about activities. */
export const activityRoutes = {
  recordActivities: defineRoute({
    method: 'POST',
    path: '/v1/activities',
    summary: 'Report what people did or how reps contacted them, up to 100 activities; each has its own result',
    roles: rolesFor('recordActivities'),
    body: ActivityBatch,
    maxBodyBytes: MAX_BATCH_BYTES,
    replies: { 200: z.object({ results: z.array(ActivityResult).readonly() }).meta({ id: 'TakenActivities' }) },
  }),
} as const;
