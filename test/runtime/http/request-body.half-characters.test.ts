import { expect, it } from 'vitest';
import { parseBody } from '../../../shared/runtime/http/request-body.ts';
import { anHttpEvent } from '../../support/http-event.ts';

it('replaces half a character in any name or value of a JSON body, because it could not be stored', () => {
  const body = '{"fields":{"x":"a\\ud83d","\\ude00y":["\\ud83d\\ude00"]},"name":"😀"}';
  const headers = { 'content-type': 'application/json' };
  const event = anHttpEvent({ method: 'POST', path: '/v1/leads', body, headers });
  const parsed = parseBody(event, Buffer.from(body), 'json');
  expect(parsed).toEqual({ ok: true, value: { fields: { x: 'a\u{FFFD}', '\u{FFFD}y': ['😀'] }, name: '😀' } });
});
