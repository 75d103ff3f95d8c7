import * as z from 'zod';
import { FileCondition } from './file-condition.ts';
import { cap, count, duration, name } from './file-scalars.ts';

const whom = z.enum(['same_owner', 'new_owner']);

const FileRestReason = z.strictObject({
  nurture: name.describe('The nurture track it is on meanwhile.'),
  after: z
    .union([z.literal('asked_date'), duration], 'expected `asked_date` or a time such as `30d`')
    .describe('How long it rests, or asked_date: until the date the person asked for.'),
  at_most: duration.optional().describe('A date asked for is cut at so long from now; 400d unless said.'),
  only_if: FileCondition.optional().describe('It comes back only if this holds on the day; else it rests once more.'),
  times: count(1).optional().describe('How often a lead may rest for this reason.'),
});

export type FileRestReason = z.output<typeof FileRestReason>;

/** What the plan says of leads that rest; every key but these four is a reason to rest. */
export const FileRecycling = z
  .object({
    early_if: FileCondition.optional().describe('A touch after which this holds brings a resting lead back early.'),
    cool_down: duration.prefault('0s').describe('A lead that its score alone would bring back rests at least so long.'),
    returns_to: z
      .strictObject({ replied: whom.prefault('same_owner'), otherwise: whom.prefault('new_owner') })
      .prefault({})
      .describe('Who gets it back: when the person answered us, and otherwise.'),
    stop: z
      .strictObject({
        cycles: count(0).prefault('3').describe('How often a lead may rest in all.'),
        contacts: cap.optional().describe('8/90d: we contact a person at most 8 times in any 90 days.'),
        then: z
          .enum(['close', 'catch_all'])
          .prefault('close')
          .describe('What becomes of a lead that may rest no more.'),
      })
      .prefault({})
      .describe('What ends it: no lead goes round for ever.'),
  })
  .catchall(FileRestReason);

export type FileRecycling = z.output<typeof FileRecycling>;
