import { factorOf, type TurnWeights } from '../domain/assignment/weights/turn-weights.ts';
import * as z from '../domain/lazy-zod.ts';
import { RESULT_MEASURES } from '../domain/plan/team.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { repFactorFields } from './rep-factor-fields.ts';
import { instantField, nameField } from './values.ts';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `expected a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** Terms to preview instead of the plan's; what is left out is as in the plan. */
const WeightsQuery = z.strictObject({
  by: z.enum(RESULT_MEASURES).optional().describe('What counts; required while the plan says nothing.'),
  overDays: wholeNumber(1, 366).optional(),
  settledDays: wholeNumber(0, 300).optional(),
  sample: wholeNumber(1, 1000).optional(),
  atMost: z
    .string()
    .regex(/^\d(\.\d{1,2})?$/, 'expected a number from 1.1 to 3, such as 1.5')
    .transform(Number)
    .pipe(z.number().min(1.1).max(3))
    .optional(),
});

/** What these terms would do to the weights of a team, beside what decides now. */
export const WeightsView = z
  .object({
    team: z.string(),
    isInPlan: z.boolean().describe('Whether turns of the team go by these terms in the active plan.'),
    terms: z.object({
      by: z.enum(RESULT_MEASURES),
      overDays: z.int(),
      settledDays: z.int(),
      sample: z.int(),
      atMost: z.number(),
    }),
    inForce: z
      .object({ version: z.int(), at: instantField })
      .optional()
      .describe('The factors that decide now. Absent before the first.'),
    reps: z
      .array(
        z.object({
          rep: z.string(),
          ...repFactorFields,
          factorInForce: z.number().describe('What decides now: 1 without factors in force.'),
        }),
      )
      .readonly()
      .describe('What these terms would do to the weights today.'),
  })
  .meta({ id: 'Weights' });

/** Routes about weights by results. */
export const weightRoutes = {
  previewWeights: defineRoute({
    method: 'GET',
    path: '/v1/teams/{id}/weights',
    summary: 'Preview what results do to the weights of a team, beside the factors in force',
    roles: rolesFor('previewWeights'),
    params: z.object({ id: nameField }),
    query: WeightsQuery,
    replies: { 200: WeightsView },
    problems: ['not-found'],
  }),
} as const;

/** Returns the factors that would apply beside those that do. */
export function toWeightsView(
  { team, terms, reps }: Pick<TurnWeights, 'team' | 'terms' | 'reps'>,
  { inForce, isInPlan }: { readonly inForce: TurnWeights | undefined; readonly isInPlan: boolean },
): z.input<typeof WeightsView> {
  return {
    team,
    isInPlan,
    terms,
    ...(inForce && { inForce: { version: inForce.version, at: inForce.at } }),
    reps: Object.entries(reps).map(([rep, factor]) => ({ rep, ...factor, factorInForce: factorOf(inForce, rep) })),
  };
}
