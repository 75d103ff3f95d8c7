import { expect, it } from 'vitest';
import { isFromSlack, signForSlack } from '../../../shared/runtime/auth/slack-signature.ts';

const NOW = '2018-09-04T22:58:51.000Z';
/** The example of Slack's documentation. */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';

const check = (
  more: { readonly secrets?: readonly string[]; readonly now?: string; readonly body?: string } = {},
  headers = {},
) =>
  isFromSlack(more.secrets ?? [SECRET], {
    headers: { 'x-slack-request-timestamp': '1531420618', 'x-slack-signature': SIGNATURE, ...headers },
    body: Buffer.from(more.body ?? BODY),
    now: more.now ?? '2018-07-12T18:36:58.000Z',
  });

it('accepts the example of the documentation, by any of the secrets, for five minutes', () => {
  expect(signForSlack(SECRET, '1531420618', BODY)).toBe(SIGNATURE);
  expect(check()).toBe(true);
  expect(check({ secrets: ['another', SECRET] })).toBe(true);
  expect(check({ now: '2018-07-12T18:41:58.000Z' })).toBe(true);
});

it('refuses everything else', () => {
  expect(check({ now: '2018-07-12T18:41:59.000Z' })).toBe(false);
  expect(check({ now: '2018-07-12T18:31:57.000Z' })).toBe(false);
  expect(check({ now: NOW })).toBe(false);
  expect(check({ body: `${BODY} ` })).toBe(false);
  expect(check({ secrets: ['another'] })).toBe(false);
  expect(check({ secrets: [] })).toBe(false);
  expect(check({ secrets: [''] }, { 'x-slack-signature': signForSlack('', '1531420618', BODY) })).toBe(false);
  expect(check({}, { 'x-slack-request-timestamp': '1531420619' })).toBe(false);
  expect(check({}, { 'x-slack-request-timestamp': 'soon' })).toBe(false);
  expect(check({}, { 'x-slack-signature': undefined })).toBe(false);
});
