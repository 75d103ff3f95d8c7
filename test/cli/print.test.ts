import { expect, it } from 'vitest';
import { print } from '../../cli/print.ts';

const BOLD = '\u001b[1mlead\u001b[22m';

it.each([
  [true, `${BOLD}\n`],
  [false, 'lead\n'],
])('to a terminal (%s) it is %j', (isTTY, expected) => {
  const written: string[] = [];
  const before = process.env.NO_COLOR;
  delete process.env.NO_COLOR;
  print(BOLD, { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 });
  if (before !== undefined) process.env.NO_COLOR = before;
  expect(written).toEqual([expected]);
});
