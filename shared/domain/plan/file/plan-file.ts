import * as z from 'zod';
import { FileCondition, FilePoint } from './file-condition.ts';
import { FileRecycling } from './file-recycling.ts';
import { FileLayer } from './file-rules.ts';
import { count, duration, name, person, points, sentence, teamOrTemplate, workingTime } from './file-scalars.ts';
import { FileCalendar, FileField, FileQueue, FileTeam } from './file-teams.ts';

const FileScoring = z.strictObject({
  fit: z.strictObject({ max: count(0), points: z.array(FilePoint) }).describe('Points for who the lead is.'),
  behaviour: z
    .strictObject({
      max: count(0),
      half_life: duration.optional().describe('Points of a touch halve in so long; they keep unless said.'),
      points: z.array(FilePoint),
    })
    .describe('Points for what it did.'),
  bands: z.record(name, points).describe('{hot: 80, warm: 50, cold: 0}: each band and the score it starts at.'),
  mql: points.describe('The score from which marketing calls it qualified.'),
  sql: points.describe('The score from which sales does.'),
});

const FileSla = z.strictObject({
  sla: name,
  when: FileCondition.optional().describe('Which leads; the last row has none.'),
  first_touch: workingTime.describe('Working time of the owner until the first touch is due.'),
  warn: workingTime.optional().describe('How long before that the rep is warned.'),
  ladder: name.describe('What happens after the breach.'),
});

const FileLadderStep = z
  .strictObject({
    after: workingTime.describe('Working time after the breach.'),
    tell: z.enum(['rep', 'manager', 'plan_owner']).optional(),
    reassign: z.literal('team').optional().describe('Give it to somebody else of the team.'),
  })
  .refine(
    (step) => (step.tell === undefined) !== (step.reassign === undefined),
    'expected either `tell` or `reassign`',
  );

const FileAnswers = z.strictObject({
  cannot_take: z
    .strictObject({ charge: z.enum(['keep', 'give_back']).prefault('keep') })
    .prefault({})
    .describe('Whether a rep who declines a lead pays for it with their turn.'),
  wrong_for_me: z
    .strictObject({
      ask: z.array(name).min(1, 'expected at least one reason').prefault(['territory', 'segment', 'duplicate', 'spam']),
      credit: z.enum(['give_back', 'keep']).prefault('give_back'),
    })
    .prefault({})
    .describe('Reasons a rep may give for a misroute, and whether the turn comes back.'),
});

const FileHandoff = z.strictObject({
  on: z.literal('qualified').describe('The answer that hands it on.'),
  when: FileCondition.optional().describe('Which leads; the first row that fits decides.'),
  to: teamOrTemplate.describe('The next team, or a template such as ae-{region}.'),
  need: z.array(name).prefault([]).describe("Lists of the rep's that must hold the lead's value."),
  first_touch: workingTime.describe('Working time of who is given it until the first touch is due.'),
  warn: workingTime.optional().describe('How long before that they are warned.'),
  accept_within: workingTime.describe('Working time after which it goes back, unless accepted or touched.'),
  otherwise: name.optional().describe('A team or a queue: where it goes when nobody there can or will take it.'),
  times: count(1).prefault('2').describe('How often it may be refused or ignored before it goes to `otherwise`.'),
});

const wayOut = z.enum(['reassign', 'keep']);

/** The shape of a plan file: unknown keys are refused, defaults filled in, durations turned into seconds. */
export const PlanFile = z.strictObject({
  plan: name.describe("The plan's name."),
  owner: person.describe('Who answers for the plan and for what no rule covers.'),
  change: z
    .strictObject({
      why: sentence,
      expect: sentence.optional(),
      review: z.iso.date('expected a date such as 2027-03-31').optional(),
    })
    .optional()
    .describe('What this version changes, for whoever reads it later.'),
  before_assignment: z
    .strictObject({ owner: person, within: duration })
    .optional()
    .describe('Who answers for a lead until it is routed, and how long that may take.'),
  fields: z.record(name, FileField).prefault({}).describe('Our own fields, and the words forms use for their values.'),
  scoring: FileScoring,
  calendars: z.record(name, FileCalendar),
  teams: z.record(name, FileTeam),
  queues: z.record(name, FileQueue),
  slas: z.array(FileSla).min(1, 'expected at least one SLA').describe('The first row that fits wins.'),
  ladders: z.record(name, z.array(FileLadderStep).min(1, 'expected at least one step')),
  limits: z
    .strictObject({
      reassign: count(0).prefault('2'),
      then: z.enum(['catch_all', 'recycle']).prefault('catch_all'),
      reason: name.optional().describe('Why it rests then; no_answer unless said.'),
    })
    .prefault({})
    .describe('How often robots may reassign a lead before it goes to the catch-all, or rests.'),
  working: z
    .strictObject({
      quiet: workingTime.prefault('40h').describe('Working time without news after which it is asked about.'),
      then: z
        .array(z.enum(['nudge', 'manager', 'catch_all', 'recycle']))
        .min(1, 'expected at least one step')
        .prefault(['nudge', 'manager', 'catch_all']),
      reason: name.optional().describe('Why it rests when it is recycled; no_answer unless said.'),
    })
    .prefault({})
    .describe('What happens when a lead in work goes quiet.'),
  manual: z
    .strictObject({
      over_cap: z.enum(['with_reason', 'never']).prefault('with_reason'),
      on_breach: z.literal('tell_only').prefault('tell_only'),
    })
    .prefault({})
    .describe('What a person who places a lead may do; robots never move such a lead.'),
  away: z
    .strictObject({
      untouched: wayOut.prefault('reassign'),
      working: wayOut.prefault('keep'),
      longer_than: duration.prefault('3d').describe('Shorter leaves change nothing.'),
    })
    .prefault({})
    .describe("What happens to a rep's leads at the start of a leave."),
  left: z
    .strictObject({ open: z.enum(['reassign', 'manager']).prefault('reassign') })
    .prefault({})
    .describe('What happens to the open leads of a rep who has left.'),
  accounts: z
    .strictObject({ match: z.enum(['certain', 'name']) })
    .optional()
    .describe(
      'Whether a company found by its name alone counts before a person has confirmed it; certain unless said.',
    ),
  layers: z.array(FileLayer).min(1, 'expected at least one layer').describe('Tried in order.'),
  otherwise: name.describe('The queue for leads that no rule wants.'),
  handoff: z.array(FileHandoff).prefault([]).describe('Which team a qualified lead goes to; nowhere unless said.'),
  answers: FileAnswers.prefault({}).describe('What it costs a rep to give a lead back.'),
  recycling: FileRecycling.prefault({}).describe('How leads rest, by reason; when they come back, and when they end.'),
});

export type PlanFile = z.output<typeof PlanFile>;
