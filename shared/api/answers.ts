import * as z from 'zod';
import type { ANSWERS } from '../domain/answers/answer-link.ts';
import { defineRoute, htmlPage } from '../runtime/http/route.ts';
import { LeadSummary } from './lead-view.ts';
import { day, epoch, leadId, reasonCode } from './values.ts';

function answer<const Kind extends (typeof ANSWERS)[number], Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ answer: z.literal(kind), epoch, ...shape });
}

/** A rep's answer about a lead; the same for an answer page and for an API client. */
export const Answer = z
  .discriminatedUnion('answer', [
    answer('contacted', { how: reasonCode.optional().describe('`call`, `email_sent`, `meeting` …') }),
    answer('qualified', {}),
    answer('accepted', {}),
    answer('declined', { reason: reasonCode.optional() }),
    answer('misrouted', { reason: reasonCode.describe('One of the reasons in the plan.') }),
    answer('not_now', {
      until: day
        .optional()
        .describe('First day on which the lead may come back; optional when the plan has a duration for the reason.'),
      reason: reasonCode.optional().describe('One of the nurture reasons in the plan; default: `later`.'),
    }),
    answer('disqualified', { reason: reasonCode }),
    answer('converted', {
      amount: z.number().min(0).max(1e12).optional(),
      opportunity: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/, 'opportunity id: letters, digits, _ and -')
        .optional(),
    }),
  ])
  .meta({ id: 'Answer' });
export type Answer = z.output<typeof Answer>;

const SMALL = 16 * 1024;

/** Route for a rep's answer, or a manager's on behalf of a rep. */
export const answerLead = defineRoute({
  method: 'POST',
  path: '/v1/leads/{id}/answers',
  name: 'answerLead',
  summary: 'Answer a lead: contacted, qualified, accepted, declined, misrouted, not now, disqualified or converted',
  roles: ['rep', 'manager', 'admin'],
  params: z.object({ id: leadId }),
  body: Answer,
  maxBodyBytes: SMALL,
  replies: { 200: LeadSummary },
  problems: ['stale-epoch', 'conflict'],
});

const token = z.object({ token: z.string().max(2000) });

/** Forms send unanswered fields as empty texts. */
const field = z
  .string()
  .max(200)
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** Body of an answer page: the fields its answer needs besides the contents of the link. */
export const AnswerForm = z.strictObject({ reason: field, until: field, how: field });

/** Shows what a link would do. Changes nothing, because link scanners open links too. */
export const showAnswer = defineRoute({
  method: 'GET',
  path: '/answers/{token}',
  name: 'showAnswer',
  summary: 'Show the page of an answer link; changes nothing',
  roles: 'public',
  params: token,
  replies: { 200: htmlPage, 400: htmlPage, 409: htmlPage, 410: htmlPage, 422: htmlPage },
});

/** Executes an answer link. */
export const giveAnswer = defineRoute({
  method: 'POST',
  path: '/answers/{token}',
  name: 'giveAnswer',
  summary: 'Submit the page of an answer link',
  roles: 'public',
  params: token,
  body: AnswerForm,
  format: 'form',
  maxBodyBytes: SMALL,
  replies: { 200: htmlPage, 400: htmlPage, 409: htmlPage, 410: htmlPage, 422: htmlPage },
});
