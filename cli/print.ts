import { stripVTControlCharacters } from 'node:util';

/** Prints what a command has to say; in bold and colours only to a terminal that wants them, never into a file or a pipe. */
export function print(text: string, out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout): void {
  const plain = !out.isTTY || process.env.NO_COLOR;
  out.write(`${plain ? stripVTControlCharacters(text) : text}\n`);
}
