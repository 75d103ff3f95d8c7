import type { answerRoutes } from '../../shared/api/answers.ts';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import type { AnswerLink } from '../../shared/domain/answers/answer-link.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { ReasonCodeSchema } from '../../shared/domain/lead/events.ts';
import { needsDate } from '../../shared/domain/nurture/nurture-decision.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { nurtureReasonsOf } from '../../shared/domain/plan/recycling.ts';
import { verifyAnswerLink } from '../../shared/runtime/auth/signed-link.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import {
  type AnswerFormFields,
  renderAnswerPage,
  renderConfirmationPage,
  renderRefusalPage,
} from '../../shared/runtime/pages/answer-page.ts';
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
  const answer = await answerOf(link, body, now, deps);
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

async function questionsFor(link: AnswerLink, now: Instant, deps: AnswerDeps): Promise<AnswerFormFields> {
  switch (link.answer) {
    case 'misrouted':
      return { reasons: (await planOfLink(link, deps))?.answers.wrongForMe.ask ?? [] };
    case 'disqualified':
      return { reasons: DISQUALIFIED_REASONS };
    case 'not_now': {
      const recycling = (await planOfLink(link, deps))?.recycling;
      const reasons = recycling ? nurtureReasonsOf(recycling) : [];
      const dated = recycling ? reasons.filter((reason) => needsDate(recycling, reason)) : [];
      const earliestDate = addSeconds(now, DAY_SECONDS).slice(0, 10);
      if (reasons.length === 0 || dated.length === reasons.length) return { reasons, earliestDate };
      return dated.length === 0 ? { reasons } : { reasons, earliestDate, datedReasons: dated };
    }
    default:
      return { reasons: [] };
  }
}

async function planOfLink(link: AnswerLink, deps: AnswerDeps): Promise<Plan | undefined> {
  const lead = await deps.leads.load(link.lead);
  return lead && planOf(lead, deps);
}

/**
 * Returns the answer of a link with the form's fields; undefined when something is missing or invalid. Without a script
 * the page cannot hide the date, so a date beside a reason that asks for none is left out.
 */
async function answerOf(
  link: AnswerLink,
  form: { readonly reason?: string; readonly until?: string },
  now: Instant,
  deps: AnswerDeps,
): Promise<Answer | undefined> {
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
      const recycling = (await planOfLink(link, deps))?.recycling;
      if (recycling && reason !== undefined && !needsDate(recycling, reason)) return { answer: 'not_now', reason };
      const until = /^\d{4}-\d{2}-\d{2}$/.test(form.until ?? '') ? followUpDay.from(form.until ?? '', now) : undefined;
      return until === undefined ? undefined : { answer: 'not_now', until, reason };
    }
    case 'declined':
      return { answer: 'declined', reason };
    default:
      return { answer: link.answer };
  }
}
