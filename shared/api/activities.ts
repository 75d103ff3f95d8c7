import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import { anyInstant, externalId, leadId, name, reasonCode } from './values.ts';

const MOST = 100;
const LARGEST_BATCH = 128 * 1024;

/** Something that happened between a person and us outside of Baton, as a CRM or a mail tool knows it. */
const Activity = z
  .strictObject({
    lead: leadId.optional(),
    externalId: externalId.optional().describe('Instead of the lead, or beside it: the lead then has this id too.'),
    kind: reasonCode.describe(
      '`pricing_page`, `reply`, `call`: a kind of touch, as the plan names them, or a means of contact.',
    ),
    at: anyInstant.optional().describe('When it was, within the last 90 days; now unless said.'),
    direction: z
      .enum(['inbound', 'outbound'])
      .describe('inbound: the person did it; outbound: one of ours contacted them.'),
    rep: name.optional().describe('Who of ours it was.'),
    id: name
      .optional()
      .describe('Your own id of it: told twice of a lead, it counts once. Without one its content tells.'),
  })
  .refine(({ lead, externalId: elsewhere }) => lead !== undefined || elsewhere !== undefined, 'lead or externalId')
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof Activity>;

/** Activities in the order in which they are taken in. */
export const ActivityBatch = z
  .strictObject({ activities: z.array(Activity).min(1).max(MOST) })
  .meta({ id: 'Activities' });

/** What became of one activity. */
export const TakenActivity = z
  .object({
    outcome: z
      .enum(['touched', 'returned', 'first_touch', 'worked', 'noted', 'repeated', 'closed', 'refused', 'failed'])
      .describe(
        'closed: the lead is at its end, and nothing reopens it; refused: see the problem; failed: not just now, tell it again.',
      ),
    lead: z.string().optional(),
    state: z.string().optional().describe('Of the lead after it.'),
    contactsLeft: z.int().optional().describe('How often the person may still be contacted, if the plan has a cap.'),
    problem: z
      .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
      .optional()
      .describe('RFC 9457.'),
  })
  .meta({ id: 'TakenActivity' });

export const postActivities = defineRoute({
  method: 'POST',
  path: '/v1/activities',
  name: 'postActivities',
  summary: 'Tell what a person did or how one of ours contacted them, up to 100 at once; each is answered by itself',
  roles: ['manager', 'admin'],
  body: ActivityBatch,
  maxBodyBytes: LARGEST_BATCH,
  replies: { 200: z.object({ results: z.array(TakenActivity).readonly() }).meta({ id: 'TakenActivities' }) },
});
