import { LEAD_LIMITS } from './lead-fields.ts';
import type { Person } from './submission.ts';

/**
 * Limits over all touchpoints: of one answer the newest text is kept, and the total stays small enough for one item.
 */
const LONGEST_ANSWER = 10_000;
const MOST_ANSWERS = 200;
const LONGEST_TOGETHER = LEAD_LIMITS.leadLength;

/**
 * Merges a new submission into what is known about a person: known values stay, missing ones are filled in, new answers
 * are appended to old ones.
 */
export function mergePerson(known: Person | undefined, said: Person): Person {
  if (!known) return said;
  const answers = { ...known.answers };
  for (const [field, words] of Object.entries(said.answers)) {
    const before = Object.hasOwn(answers, field) ? answers[field] : undefined;
    if (before === undefined && Object.keys(answers).length >= MOST_ANSWERS) continue;
    const kept = before === undefined || before === words ? words : joined(before, words);
    if (lengthOf(answers) - (before?.length ?? 0) + kept.length <= LONGEST_TOGETHER) answers[field] = kept;
  }
  return { ...said, ...known, answers };
}

function lengthOf(answers: Readonly<Record<string, string>>): number {
  return Object.entries(answers).reduce((sum, [field, words]) => sum + field.length + words.length, 0);
}

function joined(before: string, words: string): string {
  return before.split('\n').includes(words) ? before : `${before}\n${words}`.slice(-LONGEST_ANSWER);
}
