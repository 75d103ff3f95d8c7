import type { AnswerQuestions } from '../../domain/answers/answer-questions.ts';
import * as z from '../../domain/lazy-zod.ts';
import { ANSWERS_WITH_FORM, type AnsweredAssignment, type AnswerWithForm } from './answer-buttons.ts';
import { type Block, plainText, SLACK_LIMITS, type SlackView, sectionOf } from './blocks.ts';
import { wordsOf } from './lead-message.ts';
import type { SlackPlace } from './slack-api.ts';

/** The callback id of every form for an answer. */
export const ANSWER_FORM = 'answer_form';

/** What a form is about: the answer, and the message whose button opened it. */
export interface AnswerFormSubject extends AnsweredAssignment {
  readonly answer: AnswerWithForm;
  readonly message: SlackPlace;
}

const TITLES: Readonly<Record<AnswerWithForm, { readonly title: string; readonly submit: string }>> = {
  misrouted: { title: 'Wrong for me', submit: 'Send it back' },
  not_now: { title: 'Not now', submit: 'Bring it back later' },
  disqualified: { title: 'Disqualified', submit: 'Close the lead' },
};

/** Slack shows at most 24 characters of a form's title. */
const TITLE_LIMIT = 24;

/** Builds the form for an answer's reason and date. */
export function buildAnswerForm(subject: AnswerFormSubject, questions: AnswerQuestions): SlackView {
  const { lead, epoch, answer, message } = subject;
  const { title, submit } = TITLES[answer];
  return {
    type: 'modal',
    callback_id: ANSWER_FORM,
    private_metadata: JSON.stringify([lead, epoch, answer, message.channel, message.ts]),
    title: plainText(title, TITLE_LIMIT),
    submit: plainText(submit, TITLE_LIMIT),
    close: plainText('Cancel', TITLE_LIMIT),
    blocks: [sectionOf(`Lead ${lead}`), ...reasonInput(questions), ...dateInput(questions)],
  };
}

/** Builds a form that only says something, in place of one that was submitted. */
export function buildNoteForm(text: string): SlackView {
  return {
    type: 'modal',
    callback_id: 'note',
    private_metadata: '',
    title: plainText('Baton', TITLE_LIMIT),
    close: plainText('Close', TITLE_LIMIT),
    blocks: [sectionOf(text)],
  };
}

function reasonInput({ reasons }: AnswerQuestions): readonly Block[] {
  if (reasons.length === 0) return [];
  const options = reasons
    .slice(0, SLACK_LIMITS.options)
    .map((reason) => ({ text: plainText(wordsOf(reason), SLACK_LIMITS.option), value: reason }));
  const element = { type: 'static_select', action_id: 'reason', options } as const;
  return [{ type: 'input', block_id: 'reason', label: plainText('Reason'), element }];
}

function dateInput({ earliestDate, datedReasons }: AnswerQuestions): readonly Block[] {
  if (earliestDate === undefined) return [];
  const hint =
    datedReasons &&
    `Only for: ${datedReasons.map(wordsOf).join(', ')}. For the other reasons the plan says how long the lead rests.`;
  const element = { type: 'datepicker', action_id: 'until' } as const;
  return [
    {
      type: 'input',
      block_id: 'until',
      label: plainText('When to come back'),
      ...(hint !== undefined && { hint: plainText(hint, SLACK_LIMITS.header), optional: true }),
      element,
    },
  ];
}

const Metadata = z.tuple([
  z.string().min(1).max(128),
  z.int().positive(),
  z.enum(ANSWERS_WITH_FORM),
  z.string(),
  z.string(),
]);

/** Reads what a submitted form is about; undefined if it is not one of {@link buildAnswerForm}. */
export function readFormSubject(metadata: string): AnswerFormSubject | undefined {
  try {
    const [lead, epoch, answer, channel, ts] = Metadata.parse(JSON.parse(metadata));
    return { lead, epoch, answer, message: { channel, ts } };
  } catch {
    return undefined;
  }
}
