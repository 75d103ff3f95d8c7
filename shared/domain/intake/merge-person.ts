import { ownValue } from '../own-value.ts';
import { MAX_LEAD_SIZES } from './lead-fields.ts';
import type { Person } from './submission.ts';

/**
 * Limits over all touchpoints: of one answer the newest text is kept, and the total stays small enough for one item.
 */
const MAX_ANSWER_LENGTH = 10_000;
const MAX_ANSWERS = 200;
const MAX_TOTAL_LENGTH = MAX_LEAD_SIZES.leadLength;

/**
 * Merges a new submission into what is known about a person: known values stay, missing ones are filled in, new answers
 * are appended to old ones.
 */
export function mergePerson(known: Person | undefined, submitted: Person): Person {
  if (!known) return submitted;
  const answers = { ...known.answers };
  for (const [field, answer] of Object.entries(submitted.answers)) {
    const before = ownValue(answers, field);
    if (before === undefined && Object.keys(answers).length >= MAX_ANSWERS) continue;
    const kept = before === undefined || before === answer ? answer : appendAnswer(before, answer);
    if (totalLengthOf(answers) - (before?.length ?? 0) + kept.length <= MAX_TOTAL_LENGTH) answers[field] = kept;
  }
  return { ...submitted, ...known, answers };
}

function totalLengthOf(answers: Readonly<Record<string, string>>): number {
  return Object.entries(answers).reduce((sum, [field, words]) => sum + field.length + words.length, 0);
}

function appendAnswer(before: string, words: string): string {
  return before.split('\n').includes(words) ? before : `${before}\n${words}`.slice(-MAX_ANSWER_LENGTH);
}
