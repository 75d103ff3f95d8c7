import { expect, it } from 'vitest';
import { escapeForSlack } from '../../../shared/channels/slack/blocks.ts';

it.each([
  ['a < b & c > d', 100, 'a &lt; b &amp; c &gt; d'],
  ['', 100, '–'],
  [' \u200B\n', 100, '–'],
  ['one\r\ntwo\tthree', 100, 'one\ntwo three'],
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abcde…'],
  ['ab&&&', 6, 'ab…'],
  ['😀😀😀😀', 6, '😀😀…'],
  ['\uD83Dx', 6, '\uFFFDx'],
])('writes %j within %i characters as %j', (text, limit, expected) => {
  expect(escapeForSlack(text, limit)).toBe(expected);
});
