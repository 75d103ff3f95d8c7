import { expect, it } from 'vitest';
import { parseBody } from '../../../shared/runtime/http/request-body.ts';

const parse = (text: string) =>
  parseBody({ headers: { 'content-type': 'application/json' } } as never, new TextEncoder().encode(text), 'json');

it.each(['{"__proto__": "x"}', '{"fields": {"\\u005f_proto__": "x"}}', '[{"a": {"__proto__": null}}]'])(
  'refuses the key __proto__ in %s, which schemas would drop',
  (text) => {
    expect(parse(text)).toMatchObject({ ok: false, problem: { kind: 'malformed-body' } });
  },
);

it('takes every other key as it is', () => {
  const value = { constructor: 'a', fields: { toString: '__proto__' } };
  expect(parse(JSON.stringify(value))).toEqual({ ok: true, value });
});
