import { cutText } from '../domain/intake/clean-text.ts';
import * as z from '../domain/lazy-zod.ts';
import {
  type Delivery,
  QUARANTINE_DECISIONS,
  type QuarantinedDelivery,
  type RefusedDelivery,
} from '../ports/delivery-store.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField, pageFields, reasonCodeField } from './values.ts';

/** Fits into the row beside the original body. */
const MAX_CORRECTION_BYTES = 160 * 1024;
const MAX_DISMISSAL_BYTES = 16 * 1024;

/** Number of characters of a body that are shown: enough to recognise its format and field names. */
const MAX_EXCERPT_LENGTH = 2000;

const deliveryId = z.string().regex(/^del_[0-9A-Za-z]{1,64}$/, 'delivery id: del_ followed by letters or digits');
const DeliveryParams = z.object({ id: deliveryId });

const QuarantineDecisionView = z.object({
  decision: z.enum(QUARANTINE_DECISIONS),
  by: z.string(),
  at: instantField,
  reason: z.string().optional(),
});

const summaryFields = {
  id: z.string(),
  source: z.string(),
  receivedAt: instantField,
  contentType: z.string(),
  status: z.enum(['quarantined', 'pending', 'done', 'dismissed']),
  problem: z.string().optional().describe('Code of the problem that prevented processing.'),
  owner: z.string().optional().describe('Who must review it.'),
  dueAt: instantField.optional().describe('Deadline of the review.'),
  reminders: z.int().optional().describe('Number of reminders sent to the owner.'),
  decisions: z.array(QuarantineDecisionView).readonly().describe('Decisions about it, oldest first.'),
};

const QuarantineEntry = z.object(summaryFields).meta({ id: 'QuarantineEntry' });

const RefusedView = z
  .object({ source: z.string(), receivedAt: instantField, contentType: z.string(), bytes: z.int() })
  .meta({ id: 'RefusedSample' });

const QuarantineView = z
  .object({
    ...summaryFields,
    bytes: z.int().describe('Length of the body as received.'),
    corrected: z.boolean().describe('Whether the body has been corrected.'),
    leads: z.array(z.string()).readonly().optional().describe('Leads created from it in the end.'),
    excerpt: z
      .string()
      .optional()
      .describe('Beginning of the body as received. Admins only: it may contain personal data.'),
  })
  .meta({ id: 'QuarantinedDelivery' });

/** A corrected body. Without one, the original is read again with the current definition of its source. */
const CorrectionBody = z
  .strictObject({
    contentType: z.string().trim().min(1).max(200).optional(),
    body: z.string().min(1).optional(),
  })
  .refine(
    ({ contentType, body }) => (contentType === undefined) === (body === undefined),
    'both contentType and body, or neither',
  )
  .meta({ id: 'Correction' });

/** The reason why a delivery creates no leads. */
const DismissalBody = z.strictObject({ reason: reasonCodeField }).meta({ id: 'Dismissal' });

/** Routes about quarantined deliveries. */
export const quarantineRoutes = {
  listQuarantine: defineRoute({
    method: 'GET',
    path: '/v1/quarantine',
    summary: 'List quarantined deliveries, most urgent first, and samples of deliveries without a valid secret',
    roles: rolesFor('listQuarantine'),
    query: z.strictObject({
      ...pageFields,
    }),
    replies: {
      200: z
        .object({
          deliveries: z.array(QuarantineEntry).readonly(),
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
          refused: z
            .array(RefusedView)
            .readonly()
            .describe(
              'Samples from known sources with a wrong secret, one per hour, kept for a week; first page only.',
            ),
        })
        .meta({ id: 'QuarantinePage' }),
    },
  }),

  getQuarantined: defineRoute({
    method: 'GET',
    path: '/v1/quarantine/{id}',
    summary: 'Get a quarantined delivery: content type, problem, time and source; for admins also its beginning',
    roles: rolesFor('getQuarantined'),
    params: DeliveryParams,
    replies: { 200: QuarantineView },
    problems: ['not-found'],
  }),

  redriveQuarantined: defineRoute({
    method: 'POST',
    path: '/v1/quarantine/{id}/redrive',
    summary:
      'Process a quarantined delivery again, corrected or as received; idempotent; 409 after several times without a change',
    roles: rolesFor('redriveQuarantined'),
    params: DeliveryParams,
    body: CorrectionBody,
    maxBodyBytes: MAX_CORRECTION_BYTES,
    replies: {
      200: z
        .object({
          outcome: z
            .enum(['processed', 'kept', 'quarantined'])
            .describe('kept: its leads will be created within minutes.'),
          leads: z.array(z.string()).readonly(),
          problem: z.string().optional().describe('Why it could not be processed this time either.'),
        })
        .meta({ id: 'Redriven' }),
    },
    problems: ['not-found', 'conflict'],
  }),

  dismissQuarantined: defineRoute({
    method: 'POST',
    path: '/v1/quarantine/{id}/dismiss',
    summary: 'Dismiss a quarantined delivery, so that it creates no leads; it can still be redriven',
    roles: rolesFor('dismissQuarantined'),
    params: DeliveryParams,
    body: DismissalBody,
    maxBodyBytes: MAX_DISMISSAL_BYTES,
    replies: { 200: z.object({ outcome: z.literal('dismissed') }) },
    problems: ['not-found', 'conflict'],
  }),
} as const;

/** Returns a quarantined delivery as the list shows it. */
export function toQuarantineEntry(delivery: QuarantinedDelivery | Delivery): z.input<typeof QuarantineEntry> {
  const { id, source, receivedAt, contentType, status, decisions = [] } = delivery;
  const waits =
    status.status === 'quarantined'
      ? { problem: status.problem, owner: status.owner, dueAt: status.dueAt, reminders: status.reminders }
      : {};
  return {
    id,
    source,
    receivedAt,
    contentType,
    status: status.status,
    ...waits,
    decisions: decisions.map(({ tried: _, ...shown }) => shown),
  };
}

/** Returns a quarantined delivery in full. Its beginning is only for callers who may see personal data in bulk. */
export function toQuarantineView(
  delivery: Delivery,
  options: { readonly excerpt: boolean },
): z.input<typeof QuarantineView> {
  const { body, status } = delivery;
  return {
    ...toQuarantineEntry(delivery),
    bytes: body.byteLength,
    corrected: delivery.corrected !== undefined,
    ...(status.status === 'done' && { leads: status.leads }),
    ...(options.excerpt && { excerpt: excerptOf(body) }),
  };
}

/** Returns a sample of a refused delivery as the list shows it. */
export function toRefusedView({ source, receivedAt, contentType, body }: RefusedDelivery): z.input<typeof RefusedView> {
  return { source, receivedAt, contentType, bytes: body.byteLength };
}

/**
 * Returns the beginning of a body as text. Replaces control characters, so that nothing in it can control a terminal.
 */
function excerptOf(body: Uint8Array): string {
  const text = cutText(new TextDecoder().decode(body.subarray(0, MAX_EXCERPT_LENGTH * 4)), MAX_EXCERPT_LENGTH);
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD');
}
