import * as z from '../../lazy-zod.ts';
import { FileCondition } from './file-condition.ts';
import { duration, name, sentence } from './file-scalars.ts';
import { FileCalendar } from './file-teams.ts';

/** What must hold for every lead that there can be. */
export const FileExpectation = z
  .strictObject({
    when: FileCondition.optional().describe('Which leads it is about; every lead by default.'),
    never: name.optional().describe('The queue of `otherwise`: a rule takes each of these leads.'),
    to: name.optional().describe('The team that the first matching rule sends each of these leads to.'),
    assigned_within: duration
      .optional()
      .describe('The team that each of these leads goes to is at work within this time.'),
    during: FileCalendar.optional().describe(
      'With assigned_within: the hours at which they come; any time by default.',
    ),
    zone: sentence.optional().describe("With assigned_within: the zone of these hours and of the teams'."),
  })
  .refine(
    ({ never, to, assigned_within }) => [never, to, assigned_within].filter((one) => one !== undefined).length === 1,
    'expected one of `never`, `to` and `assigned_within`',
  )
  .refine(
    ({ assigned_within, during, zone }) =>
      assigned_within === undefined ? during === undefined && zone === undefined : zone !== undefined,
    'expected a `zone` such as Europe/Berlin with `assigned_within`, and `during` and `zone` only with it',
  );
