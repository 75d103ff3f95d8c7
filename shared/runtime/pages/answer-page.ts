import type { AnswerKind, AnswerLink } from '../../domain/answers/answer-link.ts';
import type { AnswerQuestions } from '../../domain/answers/answer-questions.ts';
import { type Html, html, renderPage } from './html.ts';

/** Title and button of each answer's page, and the confirmation. */
const ANSWER_TEXTS: Readonly<
  Record<AnswerKind, { readonly title: string; readonly button: string; readonly done: string }>
> = {
  contacted: {
    title: 'You have contacted this lead',
    button: 'Yes, contacted',
    done: 'Saved: you have contacted the lead.',
  },
  qualified: { title: 'This lead is qualified', button: 'Yes, qualified', done: 'Saved: the lead is qualified.' },
  accepted: {
    title: 'Accept this lead',
    button: 'Yes, accept it',
    done: 'Saved: the lead is yours.',
  },
  declined: {
    title: 'You cannot take this lead',
    button: 'Give it to somebody else',
    done: 'Saved: the lead goes to somebody else.',
  },
  misrouted: {
    title: 'This lead was sent to the wrong person',
    button: 'Send it back',
    done: 'Saved: the lead will be routed again.',
  },
  not_now: {
    title: 'This lead is not ready to talk',
    button: 'Bring it back later',
    done: 'Saved: the lead rests, and comes back when its time is over.',
  },
  disqualified: {
    title: 'This lead will never buy',
    button: 'Close it as disqualified',
    done: 'Saved: the lead is closed as disqualified.',
  },
  converted: {
    title: 'This lead has become a customer',
    button: 'Yes, converted',
    done: 'Saved: the lead is closed as converted.',
  },
};

/**
 * Renders the page of an answer link. Nothing changes until its button is pressed, because link scanners open links
 * too.
 */
export function renderAnswerPage(link: Pick<AnswerLink, 'answer' | 'lead'>, questions: AnswerQuestions): string {
  const { title, button } = ANSWER_TEXTS[link.answer];
  return renderPage(
    title,
    html`<p>Lead <code>${link.lead}</code>. Nothing is changed until you press the button.</p>
<form method="post">
${renderReasonField(questions.reasons)}${renderDateField(questions)}<button type="submit">${button}</button>
</form>`,
  );
}

/** Renders the confirmation of an answer. */
export function renderConfirmationPage(answer: AnswerKind): string {
  return renderPage('Thank you', html`<p role="status">${ANSWER_TEXTS[answer].done} You can close this page.</p>`);
}

/** Why an answer was refused. */
export type AnswerPageRefusal = keyof typeof REFUSAL_TEXTS;

const REFUSAL_TEXTS = {
  invalid: {
    title: 'This link does not work',
    text: 'It is incomplete or was changed. Open it again from the message you received.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Answer from a newer message, or ask your manager to answer for you.',
  },
  changed_meanwhile: {
    title: 'This lead has moved on',
    text: 'It has been reassigned or answered since you received this link, so nothing was changed.',
  },
  contact_cap: {
    title: 'Contact limit reached',
    text: 'The plan does not allow any more contacts with this person for now, so nothing was changed.',
  },
  incomplete: {
    title: 'Something is missing',
    text: 'Go back, choose a reason or a future date, and press the button again.',
  },
} as const;

/** Renders why an answer was refused, and what to do. */
export function renderRefusalPage(because: AnswerPageRefusal): string {
  const { title, text } = REFUSAL_TEXTS[because];
  return renderPage(title, html`<p role="alert">${text}</p>`);
}

function renderReasonField(reasons: readonly string[]): readonly Html[] {
  if (reasons.length === 0) return [];
  const options = reasons.map((reason) => html`<option value="${reason}">${nameReason(reason)}</option>\n`);
  return [
    html`<label for="reason">Reason</label>
<select id="reason" name="reason" required>
<option value="">Choose one</option>
${options}</select>
`,
  ];
}

function renderDateField({ earliestDate, datedReasons }: AnswerQuestions): readonly Html[] {
  if (earliestDate === undefined) return [];
  const input = (required: Html, described: Html) =>
    html`<label for="until">When to come back</label>
<input id="until" name="until" type="date" min="${earliestDate}"${required}${described}>
`;
  if (datedReasons === undefined) return [input(html` required`, html``)];
  const names = datedReasons.map(nameReason).join(', ');
  return [
    input(html``, html` aria-describedby="until-hint"`),
    html`<p id="until-hint">Only for: ${names}. For the other reasons the plan says how long the lead rests.</p>
`,
  ];
}

function nameReason(reason: string): string {
  return reason.replaceAll('_', ' ');
}
