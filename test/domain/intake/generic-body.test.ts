import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LEADS_PER_BODY, parseGenericBody } from '../../../shared/domain/intake/generic-body.ts';
import { MAX_LEAD_SIZES } from '../../../shared/domain/intake/lead-fields.ts';
import type { RawBody } from '../../../shared/domain/intake/parsed-body.ts';
import { anyText } from './any-text.ts';
import { bodyOf, fieldsByName, jsonBody, multipartBody, parseOnlyLead } from './bodies.ts';

async function problemOf(body: RawBody) {
  const parsed = await parseGenericBody(body);
  return parsed.ok ? 'none' : parsed.problem.detail;
}

const ADA = { email: 'ada@acme.example', name: 'Ada Lovelace' };

describe('formats', () => {
  const json = JSON.stringify(ADA);
  const form = 'email=ada%40acme.example&name=Ada+Lovelace';
  const utf16 = new Uint8Array([...json].flatMap((char) => [char.charCodeAt(0), 0]));

  test.each<[string, RawBody]>([
    ['JSON', bodyOf(json, 'application/json')],
    ['JSON with a charset', bodyOf(json, 'application/json; charset=utf-8')],
    ['JSON with a quoted charset', bodyOf(json, 'Application/JSON;charset="UTF-8"')],
    ['JSON in UTF-16', { bytes: utf16, contentType: 'application/json; charset=utf-16le' }],
    ['text/json', bodyOf(json, 'text/json')],
    ['a JSON dialect', bodyOf(json, 'application/vnd.acme.lead+json')],
    ['JSON after a byte order mark', bodyOf(`\uFEFF${json}`, 'application/json')],
    ['JSON as plain text, as beacons send it', bodyOf(json, 'text/plain;charset=UTF-8')],
    ['JSON without a content type', bodyOf(json)],
    ['JSON labelled as a form, as curl -d sends it', bodyOf(json, 'application/x-www-form-urlencoded')],
    ['a list of one', jsonBody([ADA])],
    ['a form', bodyOf(form, 'application/x-www-form-urlencoded')],
    ['a form without a content type', bodyOf(form)],
    ['multipart', multipartBody(ADA)],
  ])('reads %s', async (_format, body) => {
    expect((await parseOnlyLead(body)).fields).toEqual(ADA);
  });

  test('reads Latin-1 when the header says so', async () => {
    const bytes = new Uint8Array([...'{"name":"Jürgen"}'].map((char) => char.charCodeAt(0)));
    expect((await parseOnlyLead({ bytes, contentType: 'application/json; charset=iso-8859-1' })).fields).toEqual({
      name: 'Jürgen',
    });
    expect(await problemOf({ bytes, contentType: 'application/json' })).toBe('invalid_text');
  });

  test('reads umlauts in each format', async () => {
    const name = 'Jürgen Größe 日本';
    expect((await parseOnlyLead(jsonBody({ name }))).fields).toEqual({ name });
    expect((await parseOnlyLead(multipartBody({ name }))).fields).toEqual({ name });
    const form = bodyOf(new URLSearchParams({ name }).toString(), 'application/x-www-form-urlencoded');
    expect((await parseOnlyLead(form)).fields).toEqual({ name });
  });

  test.each<[string, RawBody, string]>([
    ['nothing', bodyOf(''), 'empty_body'],
    ['blanks', bodyOf('  \n', 'application/json'), 'empty_body'],
    ['a blank form', bodyOf('  ', 'application/x-www-form-urlencoded'), 'empty_body'],
    ['an empty object', jsonBody({}), 'empty_body'],
    ['an empty array', jsonBody([]), 'empty_body'],
    ['fields without values', jsonBody({ email: ' ', phone: null }), 'empty_body'],
    ['an empty multipart', bodyOf('--cut--\r\n', 'multipart/form-data; boundary=cut'), 'empty_body'],
    ['broken JSON', bodyOf('{"email":', 'application/json'), 'invalid_json'],
    ['a form labelled as JSON', bodyOf('a=b', 'application/json'), 'invalid_json'],
    ['JSON nested too deep', bodyOf('['.repeat(200_000), 'application/json'), 'invalid_json'],
    ['a JSON string', jsonBody('ada'), 'not_an_object'],
    ['a JSON number', jsonBody(42), 'not_an_object'],
    ['JSON null', jsonBody(null), 'not_an_object'],
    ['an array of numbers', jsonBody([1, 2]), 'not_an_object'],
    ['too many leads', jsonBody(Array.from({ length: MAX_LEADS_PER_BODY + 1 }, () => ADA)), 'too_many_leads'],
    ['XML', bodyOf('<lead/>', 'application/xml'), 'unsupported_content_type'],
    ['an image', bodyOf('x', 'image/png'), 'unsupported_content_type'],
    ['prose', bodyOf('hello there', 'text/plain'), 'unsupported_content_type'],
    ['an unknown charset', bodyOf('{}', 'application/json; charset=klingon'), 'unknown_charset'],
    ['multipart without boundary', bodyOf('x', 'multipart/form-data'), 'invalid_form'],
    [
      'multipart cut short',
      bodyOf('--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', 'multipart/form-data; boundary=cut'),
      'invalid_form',
    ],
    ['a form in another alphabet', bodyOf('name=J%FCrgen', 'application/x-www-form-urlencoded'), 'invalid_text'],
  ])('finds no lead in %s', async (_what, body, detail) => {
    expect(await problemOf(body)).toBe(detail);
  });

  test('rejects bytes that are not text, also in a part of a form', async () => {
    const { bytes } = multipartBody({ name: 'J' });
    const broken = Uint8Array.from(bytes, (byte) => (byte === 0x4a ? 0xfc : byte));
    expect(await problemOf({ bytes: broken, contentType: 'multipart/form-data; boundary=cut' })).toBe('invalid_text');
  });

  test('accepts a replacement character that was really sent', async () => {
    expect((await parseOnlyLead(multipartBody({ name: 'J\uFFFDrgen' }))).fields).toEqual({ name: 'J\uFFFDrgen' });
    for (const sent of ['name=J%EF%BF%BDrgen', 'name=J\uFFFDrgen']) {
      const form = bodyOf(sent, 'application/x-www-form-urlencoded');
      expect((await parseOnlyLead(form)).fields).toEqual({ name: 'J\uFFFDrgen' });
    }
  });
});

describe('many leads', () => {
  test('are read one by one', async () => {
    const parsed = await parseGenericBody(jsonBody(Array.from({ length: MAX_LEADS_PER_BODY }, () => ADA)));
    expect(parsed.ok && parsed.value.leads.length).toBe(MAX_LEADS_PER_BODY);
  });

  test('are all kept when another entry is not a lead', async () => {
    const parsed = await parseGenericBody(jsonBody([ADA, 42, {}, { email: 'grace@acme.example' }, [ADA]]));
    expect(parsed.ok && parsed.value.leads.map(fieldsByName)).toEqual([ADA, { email: 'grace@acme.example' }]);
    expect(parsed.ok && parsed.value.rejected).toEqual([
      { index: 1, detail: 'not_an_object' },
      { index: 2, detail: 'empty' },
      { index: 4, detail: 'not_an_object' },
    ]);
  });
});

describe('values', () => {
  test('of numbers keep every digit', async () => {
    const body = bodyOf(
      '{"id":12345678901234567890,"price":1.50,"phone":15550000000,"small":1e-7}',
      'application/json',
    );
    expect((await parseOnlyLead(body)).fields).toEqual({
      id: '12345678901234567890',
      price: '1.50',
      phone: '15550000000',
      small: '1e-7',
    });
  });

  test('of objects get dotted names, of arrays become one text', async () => {
    const body = jsonBody({
      name: { first: 'Ada', last: 'Lovelace' },
      topics: ['sales', 'support', null],
      consent: true,
      items: [{ sku: 'a' }, { sku: 'b' }],
      nothing: null,
    });
    expect((await parseOnlyLead(body)).fields).toEqual({
      'name.first': 'Ada',
      'name.last': 'Lovelace',
      topics: 'sales, support',
      consent: 'true',
      'items.0.sku': 'a',
      'items.1.sku': 'b',
    });
  });

  test('lose control characters, invisible characters and surrounding space', async () => {
    const body = jsonBody({ 'na\u0000me': ' A\u0007d\u202Ea\u200B\r\nLovelace\t.\rB \uD800' });
    expect((await parseOnlyLead(body)).fields).toEqual({ name: 'Ada\nLovelace\t.\nB \uFFFD' });
  });

  test('cannot reach into a prototype', async () => {
    const body = bodyOf(
      '{"__proto__":{"admin":"yes"},"constructor":"x","toString":"y","email":"a@b.example"}',
      'application/json',
    );
    const { fields } = await parseOnlyLead(body);
    expect(Object.keys(fields).toSorted()).toEqual(['__proto__.admin', 'constructor', 'email', 'toString']);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    const form = bodyOf('__proto__=x&email=a%40b.example', 'application/x-www-form-urlencoded');
    expect(Object.keys((await parseOnlyLead(form)).fields)).toEqual(['__proto___', 'email']);
  });

  test('of files are reported, not kept', async () => {
    const part = '--cut\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n\r\nPDF\r\n';
    const { bytes } = multipartBody(ADA);
    const { fields, problems } = await parseOnlyLead(
      bodyOf(part + new TextDecoder().decode(bytes), 'multipart/form-data; boundary=cut'),
    );
    expect(fields).toEqual(ADA);
    expect(problems).toEqual([{ code: 'file_ignored', field: 'cv' }]);
  });
});

describe('arbitrary input', () => {
  const contentType = fc.constantFrom(
    undefined,
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=cut',
    'multipart/form-data; boundary=',
    'text/plain; charset=utf-16',
    ';;;',
  );

  test('any bytes never make it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), contentType, async (bytes, type) => {
        const parsed = await parseGenericBody({ bytes, contentType: type });
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
  });

  test('any content type never makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(40), async (type) => {
        expect(typeof (await parseGenericBody(bodyOf('{"a":"b"}', type))).ok).toBe('boolean');
      }),
    );
  });

  test('any JSON object with a value in it is a lead within the limits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(anyText(), fc.jsonValue({ maxDepth: 4 })), async (value) => {
        const { fields, problems } = await parseOnlyLead(jsonBody({ ...value, email: 'ada@acme.example' }));
        expect(Object.keys(fields).length).toBeLessThanOrEqual(MAX_LEAD_SIZES.fields);
        expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
        expect(problems).toBeDefined();
        expect(fields.email).toBe('ada@acme.example');
      }),
    );
  });
});
