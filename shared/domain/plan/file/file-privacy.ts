import * as z from '../../lazy-zod.ts';
import type { Age } from '../privacy.ts';
import { KEEPABLE } from '../privacy.ts';

const AGE_PATTERN = /^(\d{1,5})(d|w|mo|y)$/;

/** How old something may become, in days, weeks, months or years of the calendar. */
const age = z
  .string()
  .regex(AGE_PATTERN, 'expected an age in days, weeks, months or years, such as `90d`, `8w`, `24mo` or `2y`')
  .transform((text): Age => {
    const [, count = '', unit = ''] = AGE_PATTERN.exec(text) ?? [];
    return { count: Number(count), unit: unit as Age['unit'] };
  });

/** How long personal data is kept, and what an erasure leaves. */
export const FilePrivacy = z.strictObject({
  raw_body: age
    .optional()
    .describe(
      'How long a raw body is kept after its receipt; default, and at most: as long as the environment keeps it.',
    ),
  closed_lead: age
    .optional()
    .describe('How long the person of a closed lead is kept after they were last heard of; by default always.'),
  erase_keeps: z
    .array(z.enum(KEEPABLE))
    .optional()
    .describe('What an erasure leaves of a lead; country, employees, industry, band, rule and outcome by default.'),
});

export type FilePrivacy = z.output<typeof FilePrivacy>;
