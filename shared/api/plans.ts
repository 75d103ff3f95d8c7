import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField } from './values.ts';

const MAX_PLAN_BYTES = 768 * 1024;
const version = z.int().min(1).max(1_000_000);

const MAX_TABLES = 20;
const MAX_COLUMNS = 50;

const columns = z
  .record(z.string().min(1).max(64), z.array(z.string().max(200)).min(1))
  .refine((all) => Object.keys(all).length <= MAX_COLUMNS, `must have at most ${MAX_COLUMNS} columns`);

/** A plan in its file format, with the tables that it names. */
export const PlanBody = z
  .strictObject({
    yaml: z.string().min(1),
    tables: z
      .record(z.string().min(1).max(104), columns)
      .refine((all) => Object.keys(all).length <= MAX_TABLES, `must be at most ${MAX_TABLES} tables`)
      .optional()
      .describe(
        'The tables that `data` of the plan names, by file name: {"competitors.csv": {"domain": ["rival.example"]}}.',
      ),
  })
  .meta({ id: 'NewPlan' });

/** The active published version. */
export const ActivePlanBody = z.strictObject({ version }).meta({ id: 'ActivePlan' });

/** Routes about the plan. */
export const planRoutes = {
  listPlans: defineRoute({
    method: 'GET',
    path: '/v1/plans',
    summary: 'List published versions of the plan, newest first, and the active one',
    roles: rolesFor('listPlans'),
    replies: {
      200: z
        .object({
          active: z.int().optional().describe('Absent while no plan is active: leads are kept and wait.'),
          versions: z
            .array(z.object({ version: z.int(), publishedAt: instantField, publishedBy: z.string() }))
            .readonly(),
        })
        .meta({ id: 'Plans' }),
    },
  }),

  publishPlan: defineRoute({
    method: 'POST',
    path: '/v1/plans',
    summary: 'Check a plan and publish it as the next version; activate it separately',
    roles: rolesFor('publishPlan'),
    body: PlanBody,
    maxBodyBytes: MAX_PLAN_BYTES,
    replies: { 201: z.object({ version: z.int(), plan: z.string() }).meta({ id: 'PublishedPlan' }) },
  }),

  activatePlan: defineRoute({
    method: 'PUT',
    path: '/v1/plans/active',
    summary: 'Activate a published version of the plan; leads already routed keep their version',
    roles: rolesFor('activatePlan'),
    body: ActivePlanBody,
    replies: { 200: z.object({ version: z.int() }) },
    problems: ['not-found'],
  }),
} as const;
