import * as z from '../domain/lazy-zod.ts';
import { PILOT_ARMS, PILOT_ENDS } from '../domain/pilot/pilot.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField } from './values.ts';

const PATH = '/v1/plans/pilot';
const version = z.int().min(1).max(1_000_000);
const text = z.string().trim().min(1).max(500);
const share = z.number().gt(0).max(1).describe('The share of the accounts that the candidate routes: 0.1 is 10 %.');
const id = z.string().regex(/^pilot_[1-9]\d{0,5}$/, 'the id of a pilot such as pilot_1');

/** A pilot to start. */
const NewPilotBody = z
  .strictObject({
    version: version.describe('The published version to try.'),
    over: version.describe('The version in force.'),
    share,
    why: text,
    expect: text.optional(),
  })
  .meta({ id: 'NewPilot' });

/** A change of the running pilot. */
const PilotChangeBody = z
  .strictObject({
    id,
    change: z.enum(['grow', 'stop', 'promote']),
    share: share.optional().describe('The larger share, to grow.'),
    reason: text.optional().describe('Why, for the history.'),
  })
  .refine(
    ({ change, share: to }) => (change === 'grow') === (to !== undefined),
    'must have share to grow, and only then',
  )
  .meta({ id: 'PilotChange' });

const pilot = z
  .object({
    id: z.string(),
    version: z.int(),
    over: z.int(),
    share: z.number(),
    startedAt: instantField,
    startedBy: z.string(),
    why: z.string(),
    expect: z.string().optional(),
    end: z
      .object({
        how: z.enum(PILOT_ENDS),
        at: instantField,
        by: z.string(),
        reason: z.string().optional(),
      })
      .optional()
      .describe('Absent while it runs.'),
  })
  .meta({ id: 'Pilot' });

/** Where a lead is in a pilot, as part of a lead. */
export const PilotPlaceView = z.object({ id: z.string(), arm: z.enum(PILOT_ARMS) });

/** Routes about pilots of a plan. They share a path, since each path is a resource of the stack. */
export const pilotRoutes = {
  getPilots: defineRoute({
    method: 'GET',
    path: PATH,
    summary: 'List pilots of plans, newest first; the first one may run',
    roles: rolesFor('getPilots'),
    replies: { 200: z.object({ pilots: z.array(pilot).readonly() }).meta({ id: 'Pilots' }) },
  }),

  startPilot: defineRoute({
    method: 'POST',
    path: PATH,
    summary: 'Try a published plan on a share of the accounts, beside the plan in force',
    roles: rolesFor('startPilot'),
    body: NewPilotBody,
    replies: { 201: pilot },
    problems: ['not-found', 'conflict'],
  }),

  changePilot: defineRoute({
    method: 'PUT',
    path: PATH,
    summary: 'Give the candidate a larger share, stop the pilot, or put the candidate in force',
    roles: rolesFor('changePilot'),
    body: PilotChangeBody,
    replies: { 200: z.object({ id: z.string(), active: z.int().describe('The version in force.') }) },
    problems: ['conflict'],
  }),
} as const;
