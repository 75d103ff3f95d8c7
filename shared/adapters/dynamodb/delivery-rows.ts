import * as z from 'zod';
import type {
  Delivery,
  DeliveryStatus,
  QuarantineDecision,
  QuarantinedDelivery,
  RefusedDelivery,
} from '../../ports/delivery-store.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();

const quarantined = z.object({
  status: z.literal('quarantined'),
  problem: text,
  owner: text,
  dueAt: text,
  reminders: count.optional(),
});
const status: z.ZodType<DeliveryStatus> = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending'), dueAt: text, attempts: count }),
  z.object({ status: z.literal('done'), leads: z.array(text), readBy: z.int().optional() }),
  quarantined,
  z.object({ status: z.literal('dismissed') }),
]);
const decision: z.ZodType<QuarantineDecision> = z.object({
  decision: z.enum(['redrive', 'dismiss']),
  by: text,
  at: text,
  reason: text.optional(),
});
const body = z.instanceof(Uint8Array);

const envelope = {
  id: text,
  source: text,
  receivedAt: text,
  contentType: z.string(),
  sentAs: z.string().optional(),
  decisions: z.array(decision).optional(),
};

/** A stored delivery: with its body, or with the body's key in the bucket. */
export const DeliveryRow: z.ZodType<
  Omit<Delivery, 'body'> & { readonly body?: Uint8Array | undefined; readonly bodyKey?: string | undefined }
> = z.object({
  ...envelope,
  body: body.optional(),
  bodyKey: text.optional(),
  status,
  corrected: z.object({ contentType: z.string(), body }).optional(),
});

/** A quarantined delivery as lists return it. */
export const QuarantinedDeliveryRow: z.ZodType<QuarantinedDelivery> = z.object({ ...envelope, status: quarantined });

export const RefusedDeliveryRow: z.ZodType<RefusedDelivery> = z.object({
  source: text,
  receivedAt: text,
  contentType: z.string(),
  body,
});
