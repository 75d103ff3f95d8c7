import { ChannelAddresses, ReachPreferences } from '../channels/channels.ts';
import * as z from '../domain/lazy-zod.ts';
import { type CurrentLoad, LEAVE_SOURCES, type Rep } from '../domain/team/rep.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { CalendarBody, CalendarView, icalAddress, toCalendarView } from './rep-calendar.ts';
import { anyInstantField, instantField, nameField, textField, timeZoneField } from './values.ts';

const weight = z.int().min(0).max(1000).describe('Share of turns; 0 for none.');
const teams = z.record(nameField, weight).refine((map) => Object.keys(map).length <= 20, 'at most 20 teams');
const slots = z.int().min(0).max(10_000);
const cap = z.strictObject({ open: slots.optional(), day: slots.optional() });
const leave = z
  .strictObject({
    from: anyInstantField,
    until: anyInstantField.describe('Available again from this moment.'),
    source: z
      .enum(LEAVE_SOURCES)
      .optional()
      .describe('As shown for leaves read from a calendar, which stay as they are.'),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'a time after from' });
const leaves = z.array(leave).max(50);
const hours = nameField.describe("A calendar from the plan, if it differs from the team's.");

const backup = nameField.describe(
  "Who takes over while the rep is on leave, if the plan's `away.then` says so; in one of the rep's teams.",
);

/** A rep as in the reps data. The path contains the id; the version is Baton's own. */
export const RepBody = z
  .strictObject({
    name: textField(200),
    email: z
      .email('e-mail address')
      .max(254)
      .toLowerCase()
      .optional()
      .describe('By which a sign-in recognises the rep; no two reps have the same.'),
    active: z.boolean().default(true),
    teams: teams.default({}),
    zone: timeZoneField,
    holidayRegion: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/, 'region such as DE-BY or US')
      .optional(),
    hours: hours.optional(),
    attributes: z
      .record(nameField, z.array(textField(100)).max(1000))
      .default({})
      .describe('Attributes that `need` checks, `{ "territory": ["DE"], "language": ["de"] }`.'),
    cap: cap.optional(),
    leaves: leaves.default([]),
    backup: backup.optional(),
    calendar: CalendarBody.optional(),
    leaveCalendar: icalAddress
      .optional()
      .describe('URL of an iCal calendar in which every event is a leave of the rep. Never shown again.'),
    addresses: ChannelAddresses.optional().describe(
      "Where notifications reach the rep, by channel; default: the environment's address.",
    ),
    reach: ReachPreferences.optional().describe('How the rep wants to be reached.'),
  })
  .meta({ id: 'RepBody' });
export type RepBody = z.output<typeof RepBody>;

/**
 * Daily changes by a manager. Omitted fields stay unchanged; null removes a rep's own setting, so that the team's
 * applies.
 */
export const AvailabilityBody = z
  .strictObject({
    active: z.boolean().optional(),
    leaves: leaves.optional(),
    hours: hours.nullable().optional(),
    cap: cap.nullable().optional(),
    backup: backup.nullable().optional(),
    teams: teams.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'at least one field to change')
  .meta({ id: 'Availability' });
export type AvailabilityBody = z.output<typeof AvailabilityBody>;

const RepView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().optional(),
    active: z.boolean(),
    teams: z.record(z.string(), z.number()),
    zone: z.string(),
    holidayRegion: z.string().optional(),
    hours: z.string().optional(),
    attributes: z.record(z.string(), z.array(z.string()).readonly()),
    cap: z.object({ open: z.int().optional(), day: z.int().optional() }).optional(),
    leaves: z
      .array(z.object({ from: instantField, until: instantField, source: z.enum(LEAVE_SOURCES).optional() }))
      .readonly(),
    backup: z.string().optional(),
    calendar: CalendarView.optional(),
    hasLeaveCalendar: z.literal(true).optional().describe('Leaves are read from a calendar of their own.'),
    addresses: z
      .record(z.string(), z.string().optional())
      .optional()
      .describe('Where notifications reach the rep, by channel.'),
    reach: z
      .object({
        order: z.array(z.string()).readonly().optional(),
        quiet: z.boolean().optional(),
        digest: z.string().optional(),
        reports: z.boolean().optional(),
      })
      .optional(),
    version: z.int(),
    load: z.object({
      open: z
        .number()
        .describe('Slots taken by open leads; in quarters, if the plan counts leads in work as parts of one.'),
      days: z.record(z.string(), z.int()).describe("Leads assigned per day, in the rep's time zone."),
    }),
  })
  .meta({ id: 'Rep' });

const RepParams = z.object({ id: nameField });

/** Routes about reps. */
export const repRoutes = {
  getRep: defineRoute({
    method: 'GET',
    path: '/v1/reps/{id}',
    summary: 'Get a rep with their load; reps see only themselves',
    roles: rolesFor('getRep'),
    params: RepParams,
    replies: { 200: RepView },
    problems: ['not-found'],
  }),

  putRep: defineRoute({
    method: 'PUT',
    path: '/v1/reps/{id}',
    summary: 'Create or replace a rep',
    roles: rolesFor('putRep'),
    params: RepParams,
    body: RepBody,
    replies: { 200: RepView, 201: RepView },
    problems: ['conflict'],
  }),

  changeAvailability: defineRoute({
    method: 'PATCH',
    path: '/v1/reps/{id}/availability',
    summary: 'Set leave, backup, hours, caps, team weights, or whether a rep is active',
    roles: rolesFor('changeAvailability'),
    params: RepParams,
    body: AvailabilityBody,
    replies: { 200: RepView },
    problems: ['not-found', 'conflict'],
  }),
} as const;

/** Returns a rep with their load as the API shows them. */
export function toRepView(rep: Rep, load: CurrentLoad): z.input<typeof RepView> {
  const { calendar, leaveCalendar, ...shown } = rep;
  return {
    ...shown,
    ...(calendar && { calendar: toCalendarView(calendar) }),
    ...(leaveCalendar !== undefined && { hasLeaveCalendar: true as const }),
    load,
  };
}
