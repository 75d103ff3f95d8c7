import * as z from 'zod';
import type { Load, Rep } from '../domain/team/rep.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { anyInstant, instant, name, text, zone } from './values.ts';

const weight = z.int().min(0).max(1000).describe('Share of the turns; 0 for none.');
const teams = z.record(name, weight).refine((map) => Object.keys(map).length <= 20, 'at most 20 teams');
const slots = z.int().min(0).max(10_000);
const cap = z.strictObject({ open: slots.optional(), day: slots.optional() });
const leave = z
  .strictObject({ from: anyInstant, until: anyInstant.describe('Back from this moment on.') })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'a moment after from' });
const leaves = z.array(leave).max(50);
const hours = name.describe("A calendar of the plan, when it differs from the team's.");

/** A rep as the reps data has them; the id stands in the path, the version is Baton's own. */
export const RepBody = z
  .strictObject({
    name: text(200),
    active: z.boolean().default(true),
    teams: teams.default({}),
    zone,
    holidayRegion: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/, 'region such as DE-BY or US')
      .optional(),
    hours: hours.optional(),
    lists: z
      .record(name, z.array(text(100)).max(1000))
      .default({})
      .describe('What `need` looks at, `{ "territory": ["DE"], "language": ["de"] }`.'),
    cap: cap.optional(),
    leaves: leaves.default([]),
  })
  .meta({ id: 'RepBody' });
export type RepBody = z.output<typeof RepBody>;

/** What a manager changes day by day. What is left out stays; null takes a rep's own setting away, so that the team's holds. */
export const Availability = z
  .strictObject({
    active: z.boolean().optional(),
    leaves: leaves.optional(),
    hours: hours.nullable().optional(),
    cap: cap.nullable().optional(),
    teams: teams.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'at least one field to change')
  .meta({ id: 'Availability' });
export type Availability = z.output<typeof Availability>;

const RepView = z
  .object({
    id: z.string(),
    name: z.string(),
    active: z.boolean(),
    teams: z.record(z.string(), z.number()),
    zone: z.string(),
    holidayRegion: z.string().optional(),
    hours: z.string().optional(),
    lists: z.record(z.string(), z.array(z.string()).readonly()),
    cap: z.object({ open: z.int().optional(), day: z.int().optional() }).optional(),
    leaves: z.array(z.object({ from: instant, until: instant })).readonly(),
    version: z.int(),
    load: z.object({
      open: z.int().describe('Slots taken by leads held and not closed.'),
      days: z.record(z.string(), z.int()).describe("Leads given per day of the rep's own zone."),
    }),
  })
  .meta({ id: 'Rep' });

const one = z.object({ id: name });

export const getRep = defineRoute({
  method: 'GET',
  path: '/v1/reps/{id}',
  name: 'getRep',
  summary: 'A rep with what they hold; a rep sees only themselves',
  roles: ['rep', 'manager', 'admin'],
  params: one,
  replies: { 200: RepView },
  problems: ['not-found'],
});

export const putRep = defineRoute({
  method: 'PUT',
  path: '/v1/reps/{id}',
  name: 'putRep',
  summary: 'Make a rep or replace what is known of them',
  roles: ['admin'],
  params: one,
  body: RepBody,
  replies: { 200: RepView, 201: RepView },
  problems: ['conflict'],
});

export const changeAvailability = defineRoute({
  method: 'PATCH',
  path: '/v1/reps/{id}/availability',
  name: 'changeAvailability',
  summary: 'Set leave, hours, caps, team weights, or that a rep has left',
  roles: ['manager', 'admin'],
  params: one,
  body: Availability,
  replies: { 200: RepView },
  problems: ['not-found', 'conflict'],
});

/** A rep with their load as the API shows them. */
export function repView(rep: Rep, load: Load): z.input<typeof RepView> {
  return { ...rep, load };
}
