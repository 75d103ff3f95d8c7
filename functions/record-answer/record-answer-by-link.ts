import type { answerRoutes } from '../../shared/api/answers.ts';
import type { AnswerLink } from '../../shared/domain/answers/answer-link.ts';
import { questionsOf, readAnswer } from '../../shared/domain/answers/answer-questions.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import { renderAnswerPage, renderConfirmationPage, renderRefusalPage } from '../../shared/runtime/pages/answer-page.ts';
import { PAGE_HEADERS } from '../../shared/runtime/pages/html.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { planOf } from '../../shared/use-cases/assignment/assignment-terms.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';
import type { AnswerDeps } from './record-answer.ts';
import { verifyLink } from './verify-link.ts';

/** `GET /answers/{token}`: shows what the link would do. Changes nothing, since mail scanners open links. */
export const showAnswerPage: RouteHandler<typeof answerRoutes.showAnswerPage, AnswerDeps> = async (
  { params, now },
  deps,
) => {
  const link = await verifyLink(params.token, now, deps.linkSecrets);
  if (!link.ok) return refuseLink(link.problem);
  const questions = questionsOf(link.value.answer, await planOfLink(link.value, deps), now);
  return toPage(200, renderAnswerPage(link.value, questions));
};

/** `POST /answers/{token}`: records the answer of the link. */
export const recordAnswerByLink: RouteHandler<typeof answerRoutes.recordAnswerByLink, AnswerDeps> = async (
  { params, body, now, meter },
  deps,
) => {
  const verified = await verifyLink(params.token, now, deps.linkSecrets);
  if (!verified.ok) return refuseLink(verified.problem);
  const link = verified.value;
  const answer = readAnswer(link.answer, body, await planOfLink(link, deps), now);
  if (answer === undefined) return toPage(422, renderRefusalPage('incomplete'));
  const recorded = await recordAnswer(
    { leadId: link.lead, epoch: link.epoch, answer, by: { person: link.rep, onlyOwn: true }, now },
    deps,
  );
  if (recorded.outcome === 'done') {
    meterSpeedToLead(meter, recorded.lead, now);
    return toPage(200, renderConfirmationPage(link.answer));
  }
  if (recorded.outcome === 'not_saved') throw new Error(`an answer was not saved: ${recorded.why.outcome}`);
  if (recorded.because === 'contact_cap') return toPage(409, renderRefusalPage('contact_cap'));
  return recorded.because === 'unknown_reason' ||
    recorded.because === 'date_needed' ||
    recorded.because === 'date_not_taken'
    ? toPage(422, renderRefusalPage('incomplete'))
    : toPage(409, renderRefusalPage('changed_meanwhile'));
};

function toPage<Status extends 200 | 400 | 409 | 410 | 422>(status: Status, body: string) {
  return { status, body, headers: PAGE_HEADERS } as const;
}

function refuseLink(why: 'malformed' | 'bad_signature' | 'expired') {
  return why === 'expired' ? toPage(410, renderRefusalPage('expired')) : toPage(400, renderRefusalPage('invalid'));
}

/** Returns the plan of the lead, if the answer's questions depend on it. */
async function planOfLink(link: AnswerLink, deps: AnswerDeps): Promise<Plan | undefined> {
  if (link.answer !== 'misrouted' && link.answer !== 'not_now') return undefined;
  const lead = await deps.leads.load(link.lead);
  return lead && planOf(lead, deps);
}
