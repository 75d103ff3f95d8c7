import * as z from 'zod';
import { RELATIONS, type Relation } from '../../accounts/ownership.ts';
import { PRIORITIES } from '../plan.ts';
import { FileCondition } from './file-condition.ts';
import { duration, name, person, teamOrTemplate } from './file-scalars.ts';

const closed = z
  .union(
    [
      z.enum(['hold', 'next_open']),
      z.strictObject({ wake: name.describe('Team to wake.'), within: duration.describe('Longest wait.') }),
    ],
    'expected `hold`, `next_open` or {wake: <team>, within: 15m}',
  )
  .describe('While the team is closed: hold (the same as next_open), or wake another team if the wait is too long.');

const ownerOf = z
  .strictObject({ owner_of: z.enum(Object.keys(RELATIONS) as [Relation, ...Relation[]]) })
  .describe("Nobody but the owner of its account, its deal, its territory or of a colleague's open lead, or the CSM.");

/** One rule: who it is for, and one of `to`, `close` or `nurture`. */
const FileRule = z.strictObject({
  rule: name.describe('Its name, once in the plan; shows in decisions.'),
  when: FileCondition.optional().describe('Which leads; only the last rule may do without.'),
  to: z
    .union([teamOrTemplate, ownerOf], 'expected a team, a template such as sdr-{region}, or {owner_of: account}')
    .optional()
    .describe('A team, a template such as sdr-{region}, or {owner_of: account}.'),
  close: name.optional().describe('Close the lead as screened, for this reason.'),
  nurture: name.optional().describe('Put the lead on this nurture track.'),
  sla: name.optional().describe('An SLA by name, instead of the first that fits.'),
  need: z.array(name).optional().describe("Lists of the rep's that must hold the lead's value."),
  relax: z.array(name).optional().describe('Those of need that are dropped, in this order, when nobody fits.'),
  priority: z.enum(PRIORITIES).optional().describe('Who goes first when leads wait; normal unless said.'),
  closed: closed.optional(),
  cap: z.literal('ignore').optional().describe('Caps do not keep it from anybody; it counts as every lead does.'),
  turn: z.enum(['charged', 'not_charged']).optional().describe('Whether it takes a turn; charged unless said.'),
  otherwise: name
    .optional()
    .describe('`next`, a team or a queue: where the lead goes when nobody in the team can take it.'),
  owner: person.optional().describe('Who answers for a nurtured lead; the plan owner unless said.'),
  after: duration.optional().describe('When a nurtured lead returns; 30d unless said.'),
});

export type FileRule = z.output<typeof FileRule>;

export const FileLayer = z.strictObject({
  layer: name.describe('Its name; shows in decisions.'),
  rules: z.array(FileRule).min(1, 'expected at least one rule').describe('In a layer the first match wins.'),
});
