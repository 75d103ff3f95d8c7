import { createInterface } from 'node:readline/promises';

/** Asks on a terminal. @returns whether the answer was yes. @throws what to do where nobody can be asked */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody can be asked here. Nothing was published. Add --yes to publish.');
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}
