import type { answerRoutes } from '../../shared/api/answers.ts';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import type { AnswerLink } from '../../shared/domain/answers/answer-link.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { ReasonCodeSchema } from '../../shared/domain/lead/events.ts';
import { verifyAnswerLink } from '../../shared/runtime/auth/signed-link.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import { renderAnswerPage, renderConfirmationPage, renderRefusalPage } from '../../shared/runtime/pages/answer-page.ts';
import { PAGE_HEADERS } from '../../shared/runtime/pages/html.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { planOf } from '../../shared/use-cases/assignment/assignment-terms.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';
import { followUpDay } from './follow-up-day.ts';
import type { AnswerDeps } from './record-answer.ts';

const DAY_SECONDS = 24 * 3600;
/** Reasons offered for a disqualification. */
const DISQUALIFIED_REASONS = ['no_budget', 'no_need', 'not_a_buyer', 'no_contact', 'other'];

/** `GET /answers/{token}`: shows what the link would do. Changes nothing, since mail scanners open links. */
export const showAnswerPage: RouteHandler<typeof answerRoutes.showAnswerPage, AnswerDeps> = async (
  { params, now },
  deps,
) => {
  const link = verifyAnswerLink([await deps.linkSecret()], params.token, now);
  if (!link.ok) return refuseLink(link.problem);
  const questions = await questionsFor(link.value, now, deps);
  return toPage(200, renderAnswerPage(link.value, questions));
};

/** `POST /answers/{token}`: records the answer of the link. */
export const recordAnswerByLink: RouteHandler<typeof answerRoutes.recordAnswerByLink, AnswerDeps> = async (
  { params, body, now, meter },
  deps,
) => {
  const verified = verifyAnswerLink([await deps.linkSecret()], params.token, now);
  if (!verified.ok) return refuseLink(verified.problem);
  const link = verified.value;
  const answer = answerOf(link, body, now);
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
  return recorded.because === 'unknown_reason' || recorded.because === 'date_needed'
    ? toPage(422, renderRefusalPage('incomplete'))
    : toPage(409, renderRefusalPage('changed_meanwhile'));
};

function toPage<Status extends 200 | 400 | 409 | 410 | 422>(status: Status, body: string) {
  return { status, body, headers: PAGE_HEADERS } as const;
}

function refuseLink(why: 'malformed' | 'bad_signature' | 'expired') {
  return why === 'expired' ? toPage(410, renderRefusalPage('expired')) : toPage(400, renderRefusalPage('invalid'));
}

async function questionsFor(link: AnswerLink, now: Instant, deps: AnswerDeps) {
  const lead = link.answer === 'misrouted' ? await deps.leads.load(link.lead) : undefined;
  const plan = lead && (await planOf(lead, deps));
  const choices = { misrouted: plan?.answers.wrongForMe.ask ?? [], disqualified: DISQUALIFIED_REASONS };
  return {
    reasons: link.answer === 'misrouted' || link.answer === 'disqualified' ? choices[link.answer] : [],
    earliestDate: link.answer === 'not_now' ? addSeconds(now, DAY_SECONDS).slice(0, 10) : undefined,
  };
}

/** Returns the answer of a link with the form's fields; undefined when something is missing or invalid. */
function answerOf(link: AnswerLink, form: { reason?: string; until?: string }, now: Instant): Answer | undefined {
  const reason = ReasonCodeSchema.safeParse(form.reason).data;
  switch (link.answer) {
    case 'misrouted':
      return reason === undefined ? undefined : { answer: link.answer, reason };
    case 'disqualified':
      // Only the reasons the page offers: a free text could identify a person.
      return reason === undefined || !DISQUALIFIED_REASONS.includes(reason)
        ? undefined
        : { answer: link.answer, reason };
    case 'not_now': {
      const until = /^\d{4}-\d{2}-\d{2}$/.test(form.until ?? '') ? followUpDay.from(form.until ?? '', now) : undefined;
      return until === undefined ? undefined : { answer: 'not_now', until, reason };
    }
    case 'declined':
      return { answer: 'declined', reason };
    default:
      return { answer: link.answer };
  }
}
