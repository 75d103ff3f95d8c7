import * as z from '../../lazy-zod.ts';

const EXPECTED = 'expected 0.25, 0.5, 0.75 or 1';

/** A share of a slot. Quarters, since sums of these are exact. */
const share = z
  .string()
  .regex(/^(?:0?\.25|0?\.50?|0?\.75|1(?:\.0+)?)$/, EXPECTED)
  .transform(Number)
  .meta({ type: 'number', minimum: 0.25, maximum: 1, multipleOf: 0.25 });

/** How much of a slot a lead takes. */
export const FileCapacity = z.strictObject({
  working: share.prefault('1').describe('Once its owner has made the first response: 0.25, 0.5, 0.75 or 1 (default).'),
  qualified: share
    .optional()
    .describe('Once it is qualified, if its owner keeps it; at most what `working` says, which is the default.'),
});
