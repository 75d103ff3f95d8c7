import * as z from '../../lazy-zod.ts';
import { FileCondition } from './file-condition.ts';
import { countFrom, countPerSpan, duration, name } from './file-scalars.ts';

const recycledTo = z.enum(['same_owner', 'new_owner']);

const FileNurtureReason = z.strictObject({
  nurture: name.describe('The nurture track for the lead.'),
  after: z
    .union([z.literal('asked_date'), duration], 'expected `asked_date` or a time such as `30d`')
    .describe('How long it stays in nurture, or asked_date: until the date the person asked for.'),
  at_most: duration.optional().describe('The latest date a person can ask for, counted from now; 400d by default.'),
  only_if: FileCondition.optional().describe(
    'It is recycled only if this holds on the day; otherwise it stays in nurture for another round.',
  ),
  times: countFrom(1).optional().describe('How many times a lead can go to nurture for this reason.'),
});

export type FileNurtureReason = z.output<typeof FileNurtureReason>;

/** The nurture and recycling rules. Every key except these four is a reason for moving a lead to nurture. */
export const FileRecycling = z
  .object({
    early_if: FileCondition.optional().describe('A touch after which this holds recycles a lead early.'),
    cool_down: duration
      .prefault('0s')
      .describe('The minimum time in nurture when only the score would recycle a lead.'),
    returns_to: z
      .strictObject({ replied: recycledTo.prefault('same_owner'), otherwise: recycledTo.prefault('new_owner') })
      .prefault({})
      .describe('Who gets a recycled lead: when the person replied, and otherwise.'),
    stop: z
      .strictObject({
        cycles: countFrom(0).prefault('3').describe('How many times a lead can go to nurture in total.'),
        contacts: countPerSpan.optional().describe('8/90d: contact a person at most 8 times in any 90 days.'),
        then: z
          .enum(['close', 'catch_all'])
          .prefault('close')
          .describe('What happens to a lead that has reached the limit.'),
      })
      .prefault({})
      .describe('Limits, so that no lead is recycled forever.'),
  })
  .catchall(FileNurtureReason);

export type FileRecycling = z.output<typeof FileRecycling>;
