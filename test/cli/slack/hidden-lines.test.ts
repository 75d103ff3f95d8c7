import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readHiddenLines } from '../../../cli/slack/hidden-lines.ts';

it('reads a line for each question from a pipe, and asks nothing', async () => {
  const asked: string[] = [];
  const read = await readHiddenLines(['a', 'b'], Readable.from(['one\n', ' two \n', 'three']), (one) =>
    asked.push(one),
  );
  expect([read, asked]).toEqual([['one', 'two'], []]);
});

it('asks a person at a terminal', async () => {
  const asked: string[] = [];
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  terminal.write('one\r');
  terminal.write('two\r');
  expect(await readHiddenLines(['a', 'b'], terminal, (one) => asked.push(one))).toEqual(['one', 'two']);
  expect(asked).toEqual(['a: ', 'b: ']);
});

it('says what is missing', async () => {
  await expect(readHiddenLines(['a', 'b'], Readable.from(['one\n']), () => undefined)).rejects.toThrow(
    'Expected 2 lines: a, then b.',
  );
});
