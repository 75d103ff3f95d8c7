import * as z from '../../domain/lazy-zod.ts';
import {
  type Delivery,
  type DeliveryStatus,
  QUARANTINE_DECISIONS,
  type QuarantineDecision,
  type QuarantinedDelivery,
  type RefusedDelivery,
} from '../../ports/delivery-store.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();

const quarantined = createRowSchema<Extract<DeliveryStatus, { status: 'quarantined' }>>({
  status: z.literal('quarantined'),
  problem: text,
  owner: text,
  dueAt: text,
  reminders: count.optional(),
});
const status: z.ZodType<DeliveryStatus> = z.union([
  createRowSchema<Extract<DeliveryStatus, { status: 'pending' }>>({
    status: z.literal('pending'),
    dueAt: text,
    attempts: count,
  }),
  createRowSchema<Extract<DeliveryStatus, { status: 'done' }>>({
    status: z.literal('done'),
    leads: z.array(text),
    readBy: z.int().optional(),
  }),
  quarantined,
  createRowSchema<Extract<DeliveryStatus, { status: 'dismissed' }>>({ status: z.literal('dismissed') }),
]);
const decision = createRowSchema<QuarantineDecision>({
  decision: z.enum(QUARANTINE_DECISIONS),
  by: text,
  at: text,
  reason: text.optional(),
  tried: text.optional(),
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
export const DeliveryRow = createRowSchema<
  Omit<Delivery, 'body'> & { readonly body?: Uint8Array; readonly bodyKey?: string }
>({
  ...envelope,
  body: body.optional(),
  bodyKey: text.optional(),
  status,
  corrected: createRowSchema<NonNullable<Delivery['corrected']>>({ contentType: z.string(), body }).optional(),
});

/** A quarantined delivery as lists return it. */
export const QuarantinedDeliveryRow = createRowSchema<QuarantinedDelivery>({ ...envelope, status: quarantined });

export const RefusedDeliveryRow = createRowSchema<RefusedDelivery>({
  source: text,
  receivedAt: text,
  contentType: z.string(),
  body,
});

export const ErasedDeliveryRow = z.object({ until: text });
