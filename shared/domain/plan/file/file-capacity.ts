import * as z from '../../lazy-zod.ts';

const EXPECTED = 'expected 0.25, 0.5, 0.75 or 1';
const EXPECTED_SLOTS = 'expected quarters of a slot, from 0.25 to 10';

/** A share of a slot. Quarters, since sums of these are exact. */
const share = z
  .string()
  .regex(/^(?:0?\.25|0?\.50?|0?\.75|1(?:\.0+)?)$/, EXPECTED)
  .transform(Number)
  .meta({ type: 'number', minimum: 0.25, maximum: 1, multipleOf: 0.25 });

const MOST_SLOTS = 10;

/** Slots for a deal, which may be more work than a new lead. */
const slots = z
  .string()
  .regex(/^(?:\d|10)?(?:\.(?:0+|25|50?|75))?$/, EXPECTED_SLOTS)
  .transform(Number)
  .refine((value) => value > 0 && value <= MOST_SLOTS, EXPECTED_SLOTS)
  .meta({ type: 'number', minimum: 0.25, maximum: MOST_SLOTS, multipleOf: 0.25 });

/** How much of a slot a lead takes. */
export const FileCapacity = z.strictObject({
  working: share.prefault('1').describe('Once its owner has made the first response: 0.25, 0.5, 0.75 or 1 (default).'),
  qualified: share
    .optional()
    .describe('Once it is qualified, if its owner keeps it; at most what `working` says, which is the default.'),
  deal: z
    .record(z.string().min(1).max(100), slots)
    .optional()
    .describe(
      'How many slots it takes instead while its owner has an open deal about it in the CRM, by the stage of the deal; `default` (1) for every other stage.',
    ),
});
