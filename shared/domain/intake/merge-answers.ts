import { ownValue } from '../own-value.ts';
import { cutTextFromEnd } from './clean-text.ts';

/** Limits over all touchpoints: of one answer the newest text is kept. */
const MAX_ANSWER_LENGTH = 10_000;
const MAX_ANSWERS = 200;

type Answers = Readonly<Record<string, string>>;

/** Appends new answers to old ones, as long as all of them together stay within a length. */
export function appendAnswers(known: Answers, submitted: Answers, maxTotalLength: number): Answers {
  const answers = { ...known };
  for (const [field, answer] of Object.entries(submitted)) {
    const before = ownValue(answers, field);
    if (before === undefined && Object.keys(answers).length >= MAX_ANSWERS) continue;
    const kept = before === undefined || before === answer ? answer : appendAnswer(before, answer);
    if (totalLengthOf(answers) - (before?.length ?? 0) + kept.length <= maxTotalLength) answers[field] = kept;
  }
  return answers;
}

function totalLengthOf(answers: Answers): number {
  return Object.entries(answers).reduce((sum, [field, words]) => sum + field.length + words.length, 0);
}

function appendAnswer(before: string, words: string): string {
  return before.split('\n').includes(words) ? before : cutTextFromEnd(`${before}\n${words}`, MAX_ANSWER_LENGTH);
}
