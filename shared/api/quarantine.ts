import * as z from 'zod';
import type { Delivery, QuarantinedDelivery, RefusedDelivery } from '../ports/delivery-store.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { instant, page, reasonCode } from './values.ts';

/** Beside the body as it came, this still fits the row. */
const LARGEST_CORRECTION = 160 * 1024;
const SMALL = 16 * 1024;

/** So many characters of a body are shown: enough to see its format and its fields' names. */
const EXCERPT = 2000;

const deliveryId = z.string().regex(/^del_[0-9A-Za-z]{1,64}$/, 'id of a delivery, del_ and letters or digits');
const one = z.object({ id: deliveryId });

const DecisionView = z.object({
  decision: z.enum(['redrive', 'dismiss']),
  by: z.string(),
  at: instant,
  reason: z.string().optional(),
});

const summary = {
  id: z.string(),
  source: z.string(),
  receivedAt: instant,
  contentType: z.string(),
  status: z.enum(['quarantined', 'pending', 'done', 'dismissed']),
  problem: z.string().optional().describe('Why nothing could be made of it, as a code.'),
  owner: z.string().optional().describe('Who has to look at it.'),
  dueAt: instant.optional().describe('By when.'),
  reminders: z.int().optional().describe('How often the owner was reminded.'),
  decisions: z.array(DecisionView).readonly().describe('What people decided about it, oldest first.'),
};

const QuarantineEntry = z.object(summary).meta({ id: 'QuarantineEntry' });

const RefusedView = z
  .object({ source: z.string(), receivedAt: instant, contentType: z.string(), bytes: z.int() })
  .meta({ id: 'RefusedSample' });

const QuarantineView = z
  .object({
    ...summary,
    bytes: z.int().describe('Length of the body as it came.'),
    corrected: z.boolean().describe('Somebody has corrected the body.'),
    leads: z.array(z.string()).readonly().optional().describe('What was made of it in the end.'),
    excerpt: z
      .string()
      .optional()
      .describe('The beginning of the body as it came, for admins only: it may tell of a person.'),
  })
  .meta({ id: 'QuarantinedDelivery' });

export const listQuarantine = defineRoute({
  method: 'GET',
  path: '/v1/quarantine',
  name: 'listQuarantine',
  summary:
    'Deliveries that no lead could be made of, most urgent first, and samples of those whose sender proved nothing',
  roles: ['manager', 'admin'],
  query: z.strictObject({
    ...page,
  }),
  replies: {
    200: z
      .object({
        deliveries: z.array(QuarantineEntry).readonly(),
        cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        refused: z
          .array(RefusedView)
          .readonly()
          .describe('Of known sources with a wrong secret, one an hour for a week; on the first page only.'),
      })
      .meta({ id: 'QuarantinePage' }),
  },
});

export const getQuarantined = defineRoute({
  method: 'GET',
  path: '/v1/quarantine/{id}',
  name: 'getQuarantined',
  summary: 'A delivery that was set aside: what, why, when, from which source; its beginning for admins',
  roles: ['manager', 'admin'],
  params: one,
  replies: { 200: QuarantineView },
  problems: ['not-found'],
});

/** What a person made of a body; without one it is read again as it came, by its source as it is defined now. */
const Correction = z
  .strictObject({
    contentType: z.string().trim().min(1).max(200).optional(),
    body: z.string().min(1).optional(),
  })
  .refine(
    ({ contentType, body }) => (contentType === undefined) === (body === undefined),
    'both contentType and body, or neither',
  )
  .meta({ id: 'Correction' });

export const redriveQuarantined = defineRoute({
  method: 'POST',
  path: '/v1/quarantine/{id}/redrive',
  name: 'redriveQuarantined',
  summary: 'Make leads of a delivery that was set aside, of a corrected body or as it came; twice is once',
  roles: ['admin'],
  params: one,
  body: Correction,
  maxBodyBytes: LARGEST_CORRECTION,
  replies: {
    200: z
      .object({
        outcome: z.enum(['taken_in', 'kept', 'quarantined']).describe('kept: its leads will be made within minutes.'),
        leads: z.array(z.string()).readonly(),
        problem: z.string().optional().describe('Why nothing could be made of it this time either.'),
      })
      .meta({ id: 'Redriven' }),
  },
  problems: ['not-found'],
});

/** Why no lead is to be made of it. */
const Dismissal = z.strictObject({ reason: reasonCode }).meta({ id: 'Dismissal' });

export const dismissQuarantined = defineRoute({
  method: 'POST',
  path: '/v1/quarantine/{id}/dismiss',
  name: 'dismissQuarantined',
  summary: 'Say that no lead is to be made of a delivery that was set aside; it can still be taken up again',
  roles: ['admin'],
  params: one,
  body: Dismissal,
  maxBodyBytes: SMALL,
  replies: { 200: z.object({ outcome: z.literal('dismissed') }) },
  problems: ['not-found', 'conflict'],
});

/** A delivery set aside as the list shows it. */
export function quarantineEntry(delivery: QuarantinedDelivery | Delivery): z.input<typeof QuarantineEntry> {
  const { id, source, receivedAt, contentType, status, decisions = [] } = delivery;
  const waits =
    status.status === 'quarantined'
      ? { problem: status.problem, owner: status.owner, dueAt: status.dueAt, reminders: status.reminders }
      : {};
  return { id, source, receivedAt, contentType, status: status.status, ...waits, decisions };
}

/** A delivery set aside in full; its beginning only to who may see persons in bulk. */
export function quarantineView(
  delivery: Delivery,
  options: { readonly excerpt: boolean },
): z.input<typeof QuarantineView> {
  const { body, status } = delivery;
  return {
    ...quarantineEntry(delivery),
    bytes: body.byteLength,
    corrected: delivery.corrected !== undefined,
    ...(status.status === 'done' && { leads: status.leads }),
    ...(options.excerpt && { excerpt: beginningOf(body) }),
  };
}

/** A sample of a refused delivery as the list shows it. */
export function refusedView({ source, receivedAt, contentType, body }: RefusedDelivery): z.input<typeof RefusedView> {
  return { source, receivedAt, contentType, bytes: body.byteLength };
}

/** The beginning of a body as text; what is no text shows as such, and nothing in it can steer a terminal. */
function beginningOf(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, EXCERPT * 4)).slice(0, EXCERPT);
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD');
}
