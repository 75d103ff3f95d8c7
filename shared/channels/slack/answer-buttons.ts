import { ANSWER_KINDS, type AnswerKind } from '../../domain/answers/answer-link.ts';
import type { LeadId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import { type Block, type Button, plainText } from './blocks.ts';

/** The assignment that a button is about. */
export interface AnsweredAssignment {
  readonly lead: LeadId;
  readonly epoch: number;
}

const BUTTONS: Readonly<Record<AnswerKind, { readonly label: string; readonly style?: Button['style'] }>> = {
  contacted: { label: 'Contacted', style: 'primary' },
  qualified: { label: 'Qualified' },
  accepted: { label: 'Accept' },
  declined: { label: 'Cannot take it' },
  misrouted: { label: 'Wrong for me' },
  not_now: { label: 'Not now' },
  disqualified: { label: 'Disqualified', style: 'danger' },
  converted: { label: 'Became a customer' },
};

/** The answers whose button opens a form. */
export const ANSWERS_WITH_FORM = ['misrouted', 'not_now', 'disqualified'] as const satisfies readonly AnswerKind[];
export type AnswerWithForm = (typeof ANSWERS_WITH_FORM)[number];

/** Whether an answer needs a reason or a date. */
export function needsForm(answer: AnswerKind): answer is AnswerWithForm {
  return (ANSWERS_WITH_FORM as readonly AnswerKind[]).includes(answer);
}

/** Builds one button for each answer; none without answers. */
export function buildAnswerButtons(answers: readonly AnswerKind[], about: AnsweredAssignment): readonly Block[] {
  const elements = answers.map((answer) => ({
    type: 'button' as const,
    action_id: `answer_${answer}`,
    text: plainText(BUTTONS[answer].label),
    value: JSON.stringify([about.lead, about.epoch]),
    ...(BUTTONS[answer].style && { style: BUTTONS[answer].style }),
  }));
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** Returns the answers of which there are links, in the order in which they are offered. */
export function answersOfLinks(links: Readonly<Record<string, string>>): readonly AnswerKind[] {
  return ANSWER_KINDS.filter((answer) => Object.hasOwn(links, answer));
}

const Value = z.tuple([z.string().min(1).max(128), z.int().positive()]);

/** Reads a pressed button; undefined if it is not one of {@link buildAnswerButtons}. */
export function readAnswerButton(
  actionId: string,
  value: string | undefined,
): (AnsweredAssignment & { readonly answer: AnswerKind }) | undefined {
  const answer = ANSWER_KINDS.find((kind) => actionId === `answer_${kind}`);
  const read = Value.safeParse(tryParseJson(value ?? ''));
  return answer && read.success ? { answer, lead: read.data[0], epoch: read.data[1] } : undefined;
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
