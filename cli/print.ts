import { stripVTControlCharacters } from 'node:util';

/** Prints a command's output. Styles appear only on a terminal that supports them, never in a file or a pipe. */
export function print(text: string, out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout): void {
  const plain = !out.isTTY || process.env.NO_COLOR;
  out.write(`${plain ? stripVTControlCharacters(text) : text}\n`);
}
