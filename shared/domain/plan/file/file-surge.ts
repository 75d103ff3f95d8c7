import * as z from '../../lazy-zod.ts';
import { countFrom } from './file-scalars.ts';

const percent = z
  .string()
  .regex(/^\d{1,3}%$/, 'expected a share such as `80%`')
  .transform((text) => Number.parseInt(text, 10));

const levels = z
  .strictObject({
    waiting: countFrom(1).optional().describe("Leads in the team's queue, without those of import lists."),
    full: percent.optional().describe('How much of the open caps of those at work is used.'),
  })
  .refine(({ waiting, full }) => waiting !== undefined || full !== undefined, 'expected `waiting`, `full` or both');

/** What a team does when more leads come than it has room for. */
export const FileSurge = z
  .strictObject({
    when: levels.describe('{waiting: 20, full: 80%}: a surge begins when all of it is reached.'),
    until: z
      .strictObject({ waiting: countFrom(0).optional(), full: percent.optional() })
      .prefault({})
      .describe('It ends when all of it is this low; half of `waiting` and 20% less of `full` by default.'),
    cap: percent
      .refine((given) => given >= 100 && given <= 200, 'expected 100% to 200%')
      .prefault('100%')
      .describe("The caps of the team's reps while it lasts, in percent of their own; 100% by default."),
    backup: z
      .enum(['in_time', 'at_once'])
      .prefault('in_time')
      .describe('at_once: leads that nobody has room for go to the next team of their route without waiting.'),
  })
  .describe('{when: {waiting: 20, full: 80%}, cap: 150%, backup: at_once}: what the team does in a peak.');

export type FileSurge = z.output<typeof FileSurge>;
