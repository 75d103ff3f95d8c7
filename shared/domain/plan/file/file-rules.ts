import { OWNERSHIP_FEATURES, type Ownership } from '../../accounts/ownership.ts';
import * as z from '../../lazy-zod.ts';
import { PRIORITIES } from '../rule.ts';
import { FileCondition } from './file-condition.ts';
import { duration, name, person, teamOrTemplate } from './file-scalars.ts';

const closed = z
  .union(
    [
      z.enum(['hold', 'next_open', 'assign']),
      z.strictObject({
        wake: z
          .union([name.transform((team) => [team]), z.array(name).min(1)], 'expected a team or a list of teams')
          .describe('The team to wake, or several in order of preference.'),
        within: duration.describe('The longest acceptable wait.'),
      }),
      z.strictObject({
        follow: z
          .array(name)
          .min(1, 'expected at least one team')
          .describe('Teams elsewhere that do the same work: whichever is at work gets the lead.'),
      }),
    ],
    'expected `hold`, `next_open`, `assign`, {wake: <team or list of teams>, within: 15m} or {follow: [<team>, …]}',
  )
  .describe(
    'While the team is closed: hold (same as next_open); assign now, with a clock that starts when the rep comes to ' +
      'work; or wake another team if the wait would be too long.',
  );

const ownerOf = z
  .strictObject({ owner_of: z.enum(Object.keys(OWNERSHIP_FEATURES) as [Ownership, ...Ownership[]]) })
  .describe("Only the owner of its account, deal or territory, of a colleague's open lead, or the CSM.");

/** One rule: which leads it matches, and one of `to`, `close` or `nurture`. */
const FileRule = z.strictObject({
  rule: name.describe('Its name, unique in the plan; shown in decisions.'),
  when: FileCondition.optional().describe('Which leads it matches; only the last rule can omit it.'),
  to: z
    .union([teamOrTemplate, ownerOf], 'expected a team, a template such as sdr-{region}, or {owner_of: account}')
    .optional()
    .describe('A team, a template such as sdr-{region}, or {owner_of: account}.'),
  close: name.optional().describe('Close the lead as screened out, for this reason.'),
  nurture: name.optional().describe('Put the lead on this nurture track.'),
  sla: name.optional().describe('An SLA by name, instead of the first one that matches.'),
  need: z.array(name).optional().describe("Attributes of the rep that must include the lead's value."),
  relax: z.array(name).optional().describe('Entries of need that are dropped, in this order, when nobody matches.'),
  priority: z.enum(PRIORITIES).optional().describe('Which leads go first when several wait; normal by default.'),
  closed: closed.optional(),
  cap: z
    .literal('ignore')
    .optional()
    .describe('Assign the lead even to reps at their cap; it still counts toward the cap.'),
  turn: z.enum(['charged', 'not_charged']).optional().describe('Whether the lead uses up a turn; charged by default.'),
  otherwise: name
    .optional()
    .describe('`next`, a team or a queue: where the lead goes when nobody in the team can take it.'),
  owner: person.optional().describe('Who is accountable for a nurtured lead; the plan owner by default.'),
  after: duration.optional().describe('When a nurtured lead is recycled; 30d by default.'),
});

export type FileRule = z.output<typeof FileRule>;

export const FileLayer = z.strictObject({
  layer: name.describe('Its name; shown in decisions.'),
  rules: z.array(FileRule).min(1, 'expected at least one rule').describe('The first matching rule of a layer wins.'),
});
