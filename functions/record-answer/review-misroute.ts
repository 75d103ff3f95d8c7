import type { answerRoutes } from '../../shared/api/answers.ts';
import { toLeadSummary } from '../../shared/api/lead-view.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/answers/review-misroute.ts';
import { MISROUTE_REVIEW_PROBLEMS } from '../wiring/api-problems.ts';
import { visibilityFor } from '../wiring/visibility.ts';
import type { AnswerDeps } from './record-answer.ts';

/** `PUT /v1/leads/{id}/misroutes/{rep}`: a manager says whether a rep of theirs gets the turn of a misroute back. */
export const reviewMisroute: RouteHandler<typeof answerRoutes.reviewMisroute, AnswerDeps> = async (
  { params, body, principal, now },
  deps,
) => {
  const visibility = await visibilityFor('reviewMisroute', principal, deps);
  const by = { kind: 'person', id: actorIdOf(principal) } as const;
  const asked = { leadId: params.id, rep: params.rep, credit: body.credit, by, visibility, now };
  const reviewed = await useCase.reviewMisroute(asked, deps);
  if (reviewed.outcome === 'done') return { status: 200, body: toLeadSummary(reviewed.lead) };
  if (reviewed.outcome === 'refused') return MISROUTE_REVIEW_PROBLEMS[reviewed.because];
  throw new Error(`a review was not saved: ${reviewed.why.outcome}`);
};
