import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { dayField, instantField } from './values.ts';

const MAX_PLAN_BYTES = 768 * 1024;
const version = z.int().min(1).max(1_000_000);

const MAX_TABLES = 20;
const MAX_COLUMNS = 50;

const columns = z
  .record(z.string().min(1).max(64), z.array(z.string().max(200)).min(1))
  .refine((all) => Object.keys(all).length <= MAX_COLUMNS, `must have at most ${MAX_COLUMNS} columns`);

const over = z.int().min(0).max(1_000_000).describe('The version in force that it was compared with; 0 for none.');
const reason = z.string().trim().min(1).max(500);

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
    activate: z
      .strictObject({ over, forced: reason.optional().describe('Why it is published without passing its check.') })
      .optional()
      .describe(
        'Puts it in force in the same write. If another version than `over` is in force, nothing is published.',
      ),
  })
  .meta({ id: 'NewPlan' });

/** The active published version. */
export const ActivePlanBody = z
  .strictObject({ version, over: over.optional(), reason: reason.optional().describe('Why, for the history.') })
  .meta({ id: 'ActivePlan' });

/** What somebody says of the version in force who leaves it as it is. */
const PlanReviewBody = z
  .strictObject({
    version: version.describe('The version in force that was looked at.'),
    why: reason.describe('Why it stays as it is.'),
    next: dayField.optional().describe('Day of the next review; by default in a quarter.'),
  })
  .meta({ id: 'NewPlanReview' });

const madeReview = z.object({
  at: instantField,
  by: z.string(),
  version: z.int(),
  why: z.string(),
  next: dayField.optional(),
});

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
          history: z
            .array(
              z.object({
                version: z.int(),
                at: instantField,
                by: z.string(),
                approvedBy: z.string().optional().describe('Who approved what `by` had proposed.'),
                reason: z.string().optional(),
                forced: z.string().optional(),
                pilot: z.string().optional().describe('The pilot that tried it before.'),
                change: z
                  .object({ why: z.string(), expect: z.string().optional(), review: z.string().optional() })
                  .optional(),
              }),
            )
            .readonly()
            .describe('Who put which version in force, when and why, newest first.'),
          proposals: z
            .array(
              z.object({
                version: z.int(),
                over: z.int(),
                by: z.string(),
                at: instantField,
                expiresAt: instantField,
                forced: z.string().optional(),
                state: z.enum(['open', 'approved']),
              }),
            )
            .readonly()
            .optional()
            .describe('Versions that wait for a second person, or did, newest first.'),
          review: z
            .object({
              version: z.int(),
              dueOn: dayField,
              changes: z
                .array(
                  z.object({
                    at: instantField,
                    by: z.string(),
                    kind: z.enum(['teams', 'territories']),
                    rows: z.int(),
                  }),
                )
                .readonly()
                .describe('What was imported since the last review, newest first.'),
            })
            .optional()
            .describe('When the version in force is to be reviewed; absent while none is.'),
          reviews: z
            .array(madeReview)
            .readonly()
            .optional()
            .describe('Reviews that left a version as it is, newest first.'),
        })
        .meta({ id: 'Plans' }),
    },
  }),

  publishPlan: defineRoute({
    method: 'POST',
    path: '/v1/plans',
    summary: 'Check a plan and publish it as the next version; put it in force too with `activate`',
    roles: rolesFor('publishPlan'),
    body: PlanBody,
    maxBodyBytes: MAX_PLAN_BYTES,
    replies: {
      201: z
        .object({
          version: z.int(),
          plan: z.string(),
          proposedUntil: instantField
            .optional()
            .describe('It is not in force: until then another admin can approve it.'),
        })
        .meta({ id: 'PublishedPlan' }),
    },
    problems: ['conflict', 'forbidden'],
  }),

  activatePlan: defineRoute({
    method: 'PUT',
    path: '/v1/plans/active',
    summary: 'Activate a published version of the plan; leads already routed keep their version',
    roles: rolesFor('activatePlan'),
    body: ActivePlanBody,
    replies: { 200: z.object({ version: z.int() }) },
    problems: ['not-found', 'conflict'],
  }),

  approvePlan: defineRoute({
    method: 'PUT',
    path: '/v1/plans/proposed',
    summary: 'Approve a version that another admin proposed, and put it in force',
    roles: rolesFor('approvePlan'),
    body: z.strictObject({ version }).meta({ id: 'ApprovedPlan' }),
    replies: { 200: z.object({ version: z.int() }) },
    problems: ['not-found', 'conflict', 'forbidden'],
  }),

  reviewPlan: defineRoute({
    method: 'POST',
    path: '/v1/plans/reviews',
    summary: 'Record that the version in force was reviewed and stays; reminders end until the next review',
    roles: rolesFor('reviewPlan'),
    body: PlanReviewBody,
    replies: { 201: z.object({ version: z.int() }) },
    problems: ['conflict'],
  }),
} as const;
