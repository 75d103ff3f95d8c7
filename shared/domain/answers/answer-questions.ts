import { addSeconds, type Instant } from '../instant.ts';
import { ReasonCodeSchema } from '../lead/events.ts';
import { needsDate } from '../nurture/nurture-decision.ts';
import type { Plan } from '../plan/plan.ts';
import { nurtureReasonsOf } from '../plan/recycling.ts';
import { type Answer, MAX_POSTPONE_SECONDS } from './answer.ts';
import type { AnswerKind } from './answer-link.ts';

const DAY_SECONDS = 24 * 3600;

/** Reasons offered for a disqualification. */
const DISQUALIFIED_REASONS = ['no_budget', 'no_need', 'not_a_buyer', 'no_contact', 'other'];

/** What a form has to ask for an answer. */
export interface AnswerQuestions {
  /** Reasons to choose from; empty when the answer takes no reason. */
  readonly reasons: readonly string[];
  /** Earliest date that may be chosen, `2026-11-22`; set when a reason asks for a date. */
  readonly earliestDate?: string;
  /** The reasons that ask for a date, if not all of them do. */
  readonly datedReasons?: readonly string[];
}

/** Returns the questions of an answer. @param plan the plan of the lead, if it has one */
export function questionsOf(answer: AnswerKind, plan: Plan | undefined, now: Instant): AnswerQuestions {
  switch (answer) {
    case 'misrouted':
      return { reasons: plan?.answers.wrongForMe.ask ?? [] };
    case 'disqualified':
      return { reasons: DISQUALIFIED_REASONS };
    case 'not_now': {
      const reasons = plan ? nurtureReasonsOf(plan.recycling) : [];
      const dated = plan ? reasons.filter((reason) => needsDate(plan.recycling, reason)) : [];
      const earliestDate = addSeconds(now, DAY_SECONDS).slice(0, 10);
      if (reasons.length === 0 || dated.length === reasons.length) return { reasons, earliestDate };
      return dated.length === 0 ? { reasons } : { reasons, earliestDate, datedReasons: dated };
    }
    default:
      return { reasons: [] };
  }
}

/**
 * Returns an answer with what its form was filled in with; undefined when something is missing or invalid. A form cannot
 * hide the date, so a date beside a reason that asks for none is left out.
 */
export function readAnswer(
  answer: AnswerKind,
  form: { readonly reason?: string; readonly until?: string },
  plan: Plan | undefined,
  now: Instant,
): Answer | undefined {
  const reason = ReasonCodeSchema.safeParse(form.reason).data;
  switch (answer) {
    case 'misrouted':
      return reason === undefined ? undefined : { answer, reason };
    case 'disqualified':
      // Only the reasons that are offered: a free text could identify a person.
      return reason === undefined || !DISQUALIFIED_REASONS.includes(reason) ? undefined : { answer, reason };
    case 'not_now': {
      if (plan && reason !== undefined && !needsDate(plan.recycling, reason)) return { answer, reason };
      const until = /^\d{4}-\d{2}-\d{2}$/.test(form.until ?? '') ? startOfFollowUp(form.until ?? '', now) : undefined;
      return until === undefined ? undefined : { answer, until, reason };
    }
    case 'declined':
      return { answer, reason };
    default:
      return { answer };
  }
}

/** Returns the start in UTC of the day on which a person is contacted again; undefined if not after today or too far ahead. */
export function startOfFollowUp(day: string, now: Instant): Instant | undefined {
  const until = `${day}T00:00:00.000Z`;
  return until > now && until <= addSeconds(now, MAX_POSTPONE_SECONDS) ? until : undefined;
}
