import * as z from '../../lazy-zod.ts';
import { name } from './file-scalars.ts';

/** What a stage of the life cycle does to an open lead. */
const effect = z.union(
  [z.enum(['converted', 'qualified']), z.strictObject({ disqualified: name.describe('The reason.') })],
  'expected converted, qualified or {disqualified: <reason>}',
);

/** What the CRM says about a person, and what that does here. */
export const FileCrm = z.strictObject({
  lost: z
    .enum(['keep', 'close'], 'expected keep or close')
    .prefault('keep')
    .describe('What a deal that was lost in the CRM does to the lead: nothing, or close it as disqualified.'),
  lifecycle: z
    .record(z.string().min(1).max(100), effect)
    .optional()
    .describe(
      'What a stage of the life cycle that is set in the CRM does to an open lead, by the CRM’s value; other stages do nothing.',
    ),
});
