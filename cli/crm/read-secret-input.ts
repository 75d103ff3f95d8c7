import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/**
 * Reads one secret without showing it: from a prompt that does not echo, or, if the input is no terminal, all of it.
 * @throws a sentence when it is empty or holds blanks
 */
export async function readSecretInput(name: string): Promise<string> {
  const given = process.stdin.isTTY ? await promptSilently(`${name}: `) : await text(process.stdin);
  const secret = given.trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) throw new Error(`${name}: expected one secret without blanks.`);
  return secret;
}

async function promptSilently(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
