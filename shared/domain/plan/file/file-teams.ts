import * as z from '../../lazy-zod.ts';
import { PRIORITIES } from '../rule.ts';
import { countFrom, duration, name, person, word, workingTime } from './file-scalars.ts';
import { FileSurge } from './file-surge.ts';
import { turnOf } from './file-turn.ts';

const TURN_STRATEGIES = ['round_robin', 'weighted', 'least_loaded'] as const;
const DATE_OR_RANGE_PATTERN = /^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/;

/** Opening hours by day or range of days, and closed dates. */
export const FileCalendar = z
  .object({
    closed: z
      .array(z.string().regex(DATE_OR_RANGE_PATTERN, 'expected a date such as 2026-12-24, or 2026-12-24/2027-01-01'))
      .optional()
      .describe('Dates or ranges of dates that are closed, in addition to holidays.'),
  })
  .catchall(
    z.array(z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, 'expected opening hours such as "09:00-12:30"'), {
      error: 'expected a list of opening hours such as ["09:00-12:30", "13:30-18:00"]',
    }),
  )
  .describe('{mon-thu: ["09:00-12:30", "13:30-18:00"], fri: ["09:00-16:00"], closed: [2026-12-24/2027-01-01]}');

export type FileCalendar = z.output<typeof FileCalendar>;

const cap = z
  .union(
    [
      z.literal('none'),
      z
        .strictObject({
          open: countFrom(1).optional().describe('Open leads a rep can hold.'),
          day: countFrom(1).optional().describe("Leads a rep can be assigned in one day of the rep's time zone."),
        })
        .refine((given) => given.open !== undefined || given.day !== undefined, 'expected `open`, `day` or both'),
    ],
    'expected `none`, or {open: 40, day: 12} with one or both, each at least 1',
  )
  .describe('How many leads a rep can have; no limit by default.');

const meetings = z
  .union(
    [
      z.literal('ignore'),
      z.strictObject({
        pass_over: z
          .array(z.enum(PRIORITIES))
          .min(1, 'expected at least one priority')
          .prefault(['urgent', 'high'])
          .describe('Priorities of the leads that pass over a rep in a meeting.'),
        longer_than: duration.prefault('10m').describe('Meetings that end sooner do not count.'),
      }),
    ],
    'expected `ignore`, or {pass_over: [urgent, high], longer_than: 10m}',
  )
  .prefault({})
  .describe('Whether reps in a meeting are passed over; needs their calendars. Shorter meetings do not count.');

const slack = z
  .strictObject({
    channel: z.string().regex(/^[CG][A-Z0-9]{5,20}$/, 'expected the id of a channel in Slack, such as C024BE91L'),
    person: z.enum(['hidden', 'name']).prefault('hidden').describe("Whether the channel sees the person's name."),
  })
  .describe('{channel: C024BE91L, person: hidden}: the channel in Slack where the team sees who got which lead.');

export const FileTeam = z.strictObject({
  manager: person.describe('Who is notified of breaches.'),
  hours: name.describe('The working hours of its reps: the name of a calendar.'),
  turn: turnOf([...TURN_STRATEGIES, 'territory_owner', 'account_owner'])
    .prefault('weighted')
    .describe("How reps take turns; with territory_owner or account_owner the lead's own rep comes before any turn."),
  otherwise: turnOf(TURN_STRATEGIES)
    .optional()
    .describe('How reps take turns when the lead has no such rep in this team; round_robin by default.'),
  fair_by: z.enum(['team', 'band']).prefault('team').describe('band: a separate ledger for each band.'),
  cap: cap.optional(),
  backup: name.optional().describe('The team that takes over when nobody in this team can take a lead.'),
  surge: FileSurge.optional(),
  wait: workingTime
    .optional()
    .describe('Working time a lead waits while all who fit are on leave; default: the first_touch of its SLA.'),
  meetings,
  slack: slack.optional(),
});

export const FileQueue = z.strictObject({
  owner: person.describe('Who is accountable for the leads in this queue.'),
  review: z
    .union(
      [z.enum(['daily', 'weekly']).transform((every) => (every === 'daily' ? 86_400 : 604_800)), duration],
      'expected `daily`, `weekly` or a time such as 4h',
    )
    .describe('How often the leads in this queue are reviewed.'),
  alarm: duration
    .optional()
    .describe('A lead that is in the queue for so long is told to its owner and the plan owner, once.'),
});

const alias = z.record(word, word).prefault({}).describe('Other words for its values; case is ignored.');

export const FileField = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('range').describe('Numbers and ranges such as 100-999 or 1000+.'), alias }),
    z.strictObject({
      type: z.literal('pick').describe('One of a list of values.'),
      values: z.array(word).min(1, 'expected at least one value'),
      alias,
    }),
    z.strictObject({ type: z.literal('text').describe('Any text.'), alias }),
  ],
  { error: 'expected a field such as {type: pick, values: [...]}, {type: range} or {type: text}' },
);

export type FileField = z.output<typeof FileField>;
