import type { AnswerBody, answerRoutes } from '../../shared/api/answers.ts';
import { toLeadSummary } from '../../shared/api/lead-view.ts';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import { actorIdOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/answers/record-answer.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { ANSWER_PROBLEMS } from '../wiring/api-problems.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';
import { loadVisibleLead, visibilityFor } from '../wiring/visibility.ts';
import { contactCapProblem } from './contact-cap.ts';
import { followUpDay } from './follow-up-day.ts';
import type { LinkSecrets } from './verify-link.ts';

export type AnswerDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'> & {
  readonly linkSecrets: LinkSecrets;
};

/** `POST /v1/leads/{id}/answers`: a rep answers for their own lead, a manager for those of their teams. */
export const recordAnswer: RouteHandler<typeof answerRoutes.recordAnswer, AnswerDeps> = async (
  { params, body, principal, now, meter },
  deps,
) => {
  const answer = answerOf(body, now);
  if (answer === 'day_too_early') return followUpDay.problem;
  const visibility = await visibilityFor('recordAnswer', principal, deps);
  if (visibility.scope === 'teams') {
    const seen = await loadVisibleLead(params.id, visibility, deps);
    if ('problem' in seen) return seen.problem;
  }
  const by = { person: actorIdOf(principal), onlyOwn: visibility.scope === 'own' };
  const recorded = await useCase.recordAnswer({ leadId: params.id, epoch: body.epoch, answer, by, now }, deps);
  if (recorded.outcome === 'done') {
    meterSpeedToLead(meter, recorded.lead, now);
    return { status: 200, body: toLeadSummary(recorded.lead) };
  }
  if (recorded.outcome === 'refused') {
    const capped = recorded.because === 'contact_cap';
    return capped ? await contactCapProblem(params.id, now, deps) : ANSWER_PROBLEMS[recorded.because];
  }
  throw new Error(`an answer was not saved: ${recorded.why.outcome}`);
};

function answerOf({ epoch: _, ...answer }: AnswerBody, now: string): Answer | 'day_too_early' {
  if (answer.answer !== 'not_now') return answer;
  const { until: day, ...others } = answer;
  if (day === undefined) return others;
  const until = followUpDay.from(day, now);
  return until === undefined ? 'day_too_early' : { ...others, until };
}
