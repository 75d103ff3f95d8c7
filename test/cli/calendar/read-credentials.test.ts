import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readCredentials } from '../../../cli/calendar/read-credentials.ts';

const COMMAND = 'baton calendar connect google --env prod';

it('reads credentials from a file or a pipe', async () => {
  expect(await readCredentials(Readable.from(['{"a":', '1}']), COMMAND)).toBe('{"a":1}');
});

it('asks for a file instead of showing what is typed into a terminal', async () => {
  const terminal = Object.assign(Readable.from(['{"private_key":"secret"}']), { isTTY: true });
  await expect(readCredentials(terminal, COMMAND)).rejects.toThrow(`${COMMAND} < credentials.json`);
});
