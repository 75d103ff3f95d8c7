import type { Person } from './submission.ts';

/** So many characters of an answer are kept over all touches, and so many answers; the newest words win over the oldest. */
const LONGEST_ANSWER = 10_000;
const MOST_ANSWERS = 200;

/** What is known of a person after they wrote again: what was known stays, what was not is filled in, new words join old ones. */
export function mergePerson(known: Person | undefined, said: Person): Person {
  if (!known) return said;
  const answers = { ...known.answers };
  for (const [field, words] of Object.entries(said.answers)) {
    const before = Object.hasOwn(answers, field) ? answers[field] : undefined;
    if (before === undefined && Object.keys(answers).length >= MOST_ANSWERS) continue;
    answers[field] = before === undefined || before === words ? words : joined(before, words);
  }
  return { ...said, ...known, answers };
}

function joined(before: string, words: string): string {
  return before.split('\n').includes(words) ? before : `${before}\n${words}`.slice(-LONGEST_ANSWER);
}
