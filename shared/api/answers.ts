import type { ANSWER_KINDS } from '../domain/answers/answer-link.ts';
import * as z from '../domain/lazy-zod.ts';
import { defineRoute, HtmlPageSchema } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { LeadSummary } from './lead-view.ts';
import { dayField, epochField, leadIdField, nameField, reasonCodeField } from './values.ts';

function answerSchemaOf<const Kind extends (typeof ANSWER_KINDS)[number], Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
) {
  return z.strictObject({ answer: z.literal(kind), epoch: epochField, ...shape });
}

/** A rep's answer about a lead; the same for an answer page and for an API client. */
export const AnswerBody = z
  .discriminatedUnion('answer', [
    answerSchemaOf('contacted', { how: reasonCodeField.optional().describe('`call`, `email_sent`, `meeting` …') }),
    answerSchemaOf('qualified', {}),
    answerSchemaOf('accepted', {}),
    answerSchemaOf('declined', { reason: reasonCodeField.optional() }),
    answerSchemaOf('misrouted', { reason: reasonCodeField.describe('One of the reasons in the plan.') }),
    answerSchemaOf('not_now', {
      until: dayField
        .optional()
        .describe(
          'First day on which the lead may come back. Needed for a reason with `after: asked_date`; refused for others, whose wait the plan sets.',
        ),
      reason: reasonCodeField.optional().describe('One of the nurture reasons in the plan; default: `later`.'),
    }),
    answerSchemaOf('disqualified', { reason: reasonCodeField }),
    answerSchemaOf('converted', {
      amount: z.number().min(0).max(1e12).optional(),
      opportunity: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/, 'opportunity id: letters, digits, _ and -')
        .optional(),
    }),
  ])
  .meta({ id: 'Answer' });
export type AnswerBody = z.output<typeof AnswerBody>;

/** A manager's decision about the turn of a misroute. */
const MisrouteReviewBody = z.strictObject({ credit: z.enum(['given', 'refused']) }).meta({ id: 'MisrouteReview' });

const MAX_ANSWER_BYTES = 16 * 1024;

const TokenParams = z.object({ token: z.string().max(2000) });

/** Forms send unanswered fields as empty texts. */
const formField = z
  .string()
  .max(200)
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** Body of an answer page: the fields its answer needs besides the contents of the link. */
export const AnswerForm = z.strictObject({ reason: formField, until: formField, how: formField });

/** Routes for reps' answers. */
export const answerRoutes = {
  /** A rep answers, or a manager on behalf of a rep. */
  recordAnswer: defineRoute({
    method: 'POST',
    path: '/v1/leads/{id}/answers',
    summary: 'Answer a lead: contacted, qualified, accepted, declined, misrouted, not now, disqualified or converted',
    roles: rolesFor('recordAnswer'),
    params: z.object({ id: leadIdField }),
    body: AnswerBody,
    maxBodyBytes: MAX_ANSWER_BYTES,
    replies: { 200: LeadSummary },
    problems: ['not-found', 'stale-epoch', 'conflict'],
  }),

  /** A manager looks at what a rep has called misrouted. */
  reviewMisroute: defineRoute({
    method: 'PUT',
    path: '/v1/leads/{id}/misroutes/{rep}',
    summary: 'Say whether a rep gets the turn of a misroute back, where the plan asks for a review',
    roles: rolesFor('reviewMisroute'),
    params: z.object({ id: leadIdField, rep: nameField }),
    body: MisrouteReviewBody,
    replies: { 200: LeadSummary },
    problems: ['not-found', 'forbidden', 'conflict'],
  }),

  /** Shows what a link would do. Changes nothing, because link scanners open links too. */
  showAnswerPage: defineRoute({
    method: 'GET',
    path: '/answers/{token}',
    summary: 'Show the page of an answer link; changes nothing',
    roles: 'public',
    params: TokenParams,
    replies: {
      200: HtmlPageSchema,
      400: HtmlPageSchema,
      409: HtmlPageSchema,
      410: HtmlPageSchema,
      422: HtmlPageSchema,
    },
  }),

  /** Records the answer of a link. */
  recordAnswerByLink: defineRoute({
    method: 'POST',
    path: '/answers/{token}',
    summary: 'Submit the page of an answer link',
    roles: 'public',
    params: TokenParams,
    body: AnswerForm,
    format: 'form',
    maxBodyBytes: MAX_ANSWER_BYTES,
    replies: {
      200: HtmlPageSchema,
      400: HtmlPageSchema,
      409: HtmlPageSchema,
      410: HtmlPageSchema,
      422: HtmlPageSchema,
    },
  }),
} as const;
