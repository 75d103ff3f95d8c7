import * as z from '../../lazy-zod.ts';
import { ASSIGN_MOMENTS, ESCALATION_TARGETS, QUIET_LEAD_STEPS } from '../plan.ts';
import { FileAnswers } from './file-answers.ts';
import { FileCapacity } from './file-capacity.ts';
import { FileCondition, FilePoint } from './file-condition.ts';
import { FileCrm } from './file-crm.ts';
import { FileData } from './file-data.ts';
import { FileExpectation } from './file-expectation.ts';
import { FilePrivacy } from './file-privacy.ts';
import { FileRecycling } from './file-recycling.ts';
import { FileLayer } from './file-rules.ts';
import {
  countFrom,
  countPerSpan,
  duration,
  name,
  person,
  points,
  sentence,
  teamOrTemplate,
  workingDays,
  workingSpan,
  workingTime,
} from './file-scalars.ts';
import { FileCalendar, FileField, FileQueue, FileTeam } from './file-teams.ts';
import { FileTouchedBy } from './file-touched-by.ts';

const FileScoring = z.strictObject({
  fit: z.strictObject({ max: countFrom(0), points: z.array(FilePoint) }).describe('Fit: points for who the lead is.'),
  behaviour: z
    .strictObject({
      max: countFrom(0),
      half_life: duration
        .optional()
        .describe('The time in which the points of a touch halve; points do not decay by default.'),
      points: z.array(FilePoint),
    })
    .describe('Behaviour: points for what the lead did.'),
  bands: z.record(name, points).describe('{hot: 80, warm: 50, cold: 0}: each band and the score it starts at.'),
  mql: points.describe(
    'The score from which a lead is marketing qualified: {score: mql} in a condition. Recycles leads early by default.',
  ),
  sql: points.describe('The score from which a lead is sales qualified: {score: sql} in a condition.'),
});

const FileSla = z.strictObject({
  sla: name,
  when: FileCondition.optional().describe('Which leads it matches; the last row omits it.'),
  first_touch: workingTime.describe("When the first response is due, in the owner's working time."),
  warn: workingTime.optional().describe('How long before that deadline the rep is warned.'),
  ladder: name.describe('What happens after the breach.'),
});

const FileCadence = z.strictObject({
  cadence: name,
  when: FileCondition.optional().describe('Which leads it is for; only the last row may omit it.'),
  attempts: z
    .array(workingDays)
    .min(1, 'expected at least one attempt after the first response')
    .max(20, 'expected at most 20 attempts')
    .describe("[1, 3, 5]: the owner's working days after the first response on which further attempts are due."),
  give_up: workingDays.prefault('3').describe('Working days after the last attempt until `then`; 3 by default.'),
  then: z.enum(['recycle', 'catch_all']).prefault('recycle'),
  reason: name.optional().describe('The nurture reason when `then` is recycle; no_answer by default.'),
});

const FileLadderStep = z
  .strictObject({
    after: workingTime.describe('Working time after the breach.'),
    tell: z.enum(ESCALATION_TARGETS).optional(),
    reassign: z.literal('team').optional().describe('Assign it to somebody else in the team.'),
  })
  .refine(
    (step) => (step.tell === undefined) !== (step.reassign === undefined),
    'expected either `tell` or `reassign`',
  );

const FileHandoff = z.strictObject({
  on: z.literal('qualified').describe('The answer that triggers the handoff.'),
  when: FileCondition.optional().describe('Which leads it matches; the first matching row applies.'),
  to: teamOrTemplate.describe('The next team, or a template such as ae-{region}.'),
  need: z.array(name).prefault([]).describe("Attributes of the rep that must include the lead's value."),
  first_touch: workingTime.describe("When the first response is due, in the new owner's working time."),
  warn: workingTime.optional().describe('How long before that deadline the new owner is warned.'),
  accept_within: workingSpan.describe(
    'Working time, or working days such as 1d, after which it goes back, unless it was accepted or answered.',
  ),
  otherwise: name.optional().describe('A team or a queue: where it goes when nobody in the team can or will take it.'),
  times: countFrom(1)
    .prefault('2')
    .describe('How many times it can be refused or ignored before it goes to `otherwise`.'),
});

const assignMoment = z.enum(ASSIGN_MOMENTS);
const absencePolicy = z.enum(['reassign', 'keep']);

/** The shape of a plan file. Rejects unknown keys, fills in defaults, and converts durations to seconds. */
export const PlanFile = z.strictObject({
  plan: name.describe("The plan's name."),
  owner: person.describe('Who is accountable for the plan and for leads that no rule covers.'),
  change: z
    .strictObject({
      why: sentence,
      expect: sentence.optional(),
      review: z.iso.date('expected a date such as 2027-03-31').optional(),
    })
    .optional()
    .describe('What this version changes and why. From the day of `review` on, `baton doctor` asks for it.'),
  before_assignment: z
    .strictObject({ owner: person, within: duration })
    .optional()
    .describe('Who is accountable for a lead until it is routed, and how long routing can take.'),
  assign_on: z
    .object({ default: assignMoment.prefault('entry').describe('For every other kind of touch.') })
    .catchall(assignMoment)
    .optional()
    .describe('When a lead is assigned first, by kind of touch: {demo_request: entry, default: mql}.'),
  data: FileData.prefault({}).describe('Tables for conditions: {competitors: competitors.csv}, and holidays.'),
  fields: z
    .record(name, FileField)
    .prefault({})
    .describe('Custom fields, and the words that forms use for their values.'),
  scoring: FileScoring,
  calendars: z.record(name, FileCalendar),
  teams: z.record(name, FileTeam),
  queues: z.record(name, FileQueue),
  slas: z.array(FileSla).min(1, 'expected at least one SLA').describe('The first matching row wins.'),
  ladders: z.record(name, z.array(FileLadderStep).min(1, 'expected at least one step')),
  touched_by: FileTouchedBy.optional(),
  capacity: FileCapacity.optional().describe('How much of a slot of the open cap a lead takes, by how far it is.'),
  crm: FileCrm.optional().describe(
    'What deals and stages of the life cycle in the CRM do. A deal that was won always closes the lead as converted.',
  ),
  limits: z
    .strictObject({
      reassign: countFrom(0).prefault('2'),
      refuse: countFrom(1)
        .prefault('3')
        .describe('How many reps may decline a lead or call it misrouted before it goes to the catch-all queue.'),
      by_hand: countFrom(1)
        .prefault('3')
        .describe('How many assignments by hand in one cycle begin a new clock. Later ones do not, and are told.'),
      reopen: countPerSpan
        .prefault('3/90d')
        .describe('3/90d: give a person whose lead was closed to a rep again at most 3 times in any 90 days.'),
      then: z.enum(['catch_all', 'recycle']).prefault('catch_all'),
      reason: name.optional().describe('The nurture reason when `then` is recycle; no_answer by default.'),
    })
    .prefault({})
    .describe('How many times Baton can reassign a lead before it goes to the catch-all or to nurture.'),
  working: z
    .strictObject({
      quiet: workingSpan
        .prefault('40h')
        .describe('Working time, or working days such as 5d, without activity after which the lead counts as quiet.'),
      then: z
        .array(z.enum(QUIET_LEAD_STEPS))
        .min(1, 'expected at least one step')
        .prefault(['nudge', 'manager', 'catch_all']),
      reason: name.optional().describe('The nurture reason of the step recycle; no_answer by default.'),
    })
    .prefault({})
    .describe('What happens when a working lead goes quiet.'),
  cadences: z
    .array(FileCadence)
    .prefault([])
    .describe('What an owner does after the first response until the person replies. The first matching row applies.'),
  manual: z
    .strictObject({
      over_cap: z.enum(['with_reason', 'never']).prefault('with_reason'),
      on_breach: z.literal('tell_only').prefault('tell_only'),
    })
    .prefault({})
    .describe('What a person can do when assigning by hand; Baton never moves such a lead.'),
  away: z
    .strictObject({
      untouched: absencePolicy.prefault('reassign'),
      working: absencePolicy.prefault('keep'),
      longer_than: duration.prefault('3d').describe('Shorter leaves have no effect.'),
      then: z
        .enum(['team', 'backup'])
        .prefault('team')
        .describe("Who gets what is reassigned: the team by turn, or the rep's backup, if they can take it."),
    })
    .prefault({})
    .describe("What happens to a rep's leads when a leave starts."),
  left: z
    .strictObject({
      open: z.enum(['reassign', 'manager']).prefault('reassign'),
      accounts: z
        .enum(['nobody', 'manager'])
        .prefault('nobody')
        .describe('Who has the accounts of a rep who has left, until they get another owner.'),
    })
    .prefault({})
    .describe('What happens to the open leads of a rep who has left, and to their accounts.'),
  accounts: z
    .strictObject({ match: z.enum(['certain', 'name']) })
    .optional()
    .describe('Whether an account matched only by name counts before a person confirms it; certain by default.'),
  layers: z.array(FileLayer).min(1, 'expected at least one layer').describe('Layers of rules, tried in order.'),
  otherwise: name.describe('The queue for leads that no rule matches.'),
  expect: z
    .array(FileExpectation)
    .prefault([])
    .describe('What must hold for every lead that there can be; `baton plan check` proves it or shows a lead.'),
  handoff: z.array(FileHandoff).prefault([]).describe('Which team a qualified lead goes to; no handoff by default.'),
  answers: FileAnswers.prefault({}).describe('How answers that return a lead count toward turns.'),
  recycling: FileRecycling.prefault({}).describe('Nurture by reason; when leads are recycled, and the limits.'),
  privacy: FilePrivacy.prefault({}).describe('How long personal data is kept, and what an erasure leaves.'),
});

export type PlanFile = z.output<typeof PlanFile>;
