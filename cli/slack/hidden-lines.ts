import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Swallows what a terminal would show of what is typed. */
const HIDDEN = new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Reads one line for each question, from a person who is asked or from a pipe. What is typed is not shown.
 * @throws if there are fewer lines.
 */
export async function readHiddenLines(
  questions: readonly string[],
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  ask: (question: string) => void,
): Promise<readonly string[]> {
  const reader = createInterface({ input, output: HIDDEN, terminal: input.isTTY === true });
  const lines = reader[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const question of questions) {
      if (input.isTTY) ask(`${question}: `);
      const { done, value } = await lines.next();
      if (done) throw new Error(`Expected ${questions.length} lines: ${questions.join(', then ')}.`);
      answers.push(value.trim());
    }
  } finally {
    reader.close();
  }
  return answers;
}
