import { describe, expect, test } from 'vitest';
import { emailKindOf, normaliseEmail, registrableDomainOf } from '../../../shared/domain/enrichment/email.ts';

describe('normaliseEmail', () => {
  test.each([
    ['ada@acme.example', 'ada@acme.example'],
    ['  Ada.Lovelace@ACME.example ', 'ada.lovelace@acme.example'],
    ['ada+demo@acme.example', 'ada+demo@acme.example'],
    ['mailto:ada@acme.example', 'ada@acme.example'],
    ['Ada Lovelace <ada@acme.example>', 'ada@acme.example'],
    ['ada@acme.example.', 'ada@acme.example'],
    ['ada@acme.example,', 'ada@acme.example'],
    ['ada@acme.example;', 'ada@acme.example'],
    ['\u200Bada@acme.example', 'ada@acme.example'],
    ['ａｄａ＠acme.example', 'ada@acme.example'],
    ["o'hara@acme.example", "o'hara@acme.example"],
    ['ada@müller.example', 'ada@xn--mller-kva.example'],
    ['jürgen@acme.example', 'jürgen@acme.example'],
    ['ada@mail.eu.acme.example', 'ada@mail.eu.acme.example'],
    ['a_b-c@sub-domain.acme.example', 'a_b-c@sub-domain.acme.example'],
  ])('reads %j as %s', (typed, address) => {
    expect(normaliseEmail(typed)?.address).toBe(address);
  });

  test.each([
    '',
    'ada',
    '@acme.example',
    'ada@',
    'ada@localhost',
    'ada@acme',
    'ada@@acme.example',
    'ada lovelace@acme.example',
    'ada@acme .example',
    '.ada@acme.example',
    'ada.@acme.example',
    'a..da@acme.example',
    'ada@-acme.example',
    'ada@acme..example',
    'ada@10.0.0.1',
    'ada@[10.0.0.1]',
    'ada@0x7f.1',
    'ada@acme.example, bob@acme.example',
    'ada@acme.example bob@acme.example',
    'n/a',
    `${'a'.repeat(65)}@acme.example`,
    `ada@${'a'.repeat(64)}.example`,
    `ada@${'abcdefghi.'.repeat(30)}example`,
    `<${'<'.repeat(500)}`,
    `${'Ada '.repeat(200)}<ada@acme.example>`,
  ])('%j is not an address', (typed) => {
    expect(normaliseEmail(typed)).toBeUndefined();
  });
});

describe('emailKind', () => {
  test.each([
    ['ada@gmail.com', 'free'],
    ['ada@googlemail.com', 'free'],
    ['ada@outlook.de', 'free'],
    ['ada@hotmail.fr', 'free'],
    ['ada@yahoo.co.uk', 'free'],
    ['ada@gmx.at', 'free'],
    ['ada@web.de', 'free'],
    ['ada@t-online.de', 'free'],
    ['ada@posteo.de', 'free'],
    ['ada@orange.fr', 'free'],
    ['ada@laposte.net', 'free'],
    ['ada@proton.me', 'free'],
    ['ada@privaterelay.appleid.com', 'free'],
    ['ada@icloud.com', 'free'],
    ['ada@qq.com', 'free'],
    ['ada@comcast.net', 'free'],
    ['info@gmail.com', 'free'],
    ['x@mailinator.com', 'disposable'],
    ['x@anything.mailinator.com', 'disposable'],
    ['x@yopmail.com', 'disposable'],
    ['info@acme.example', 'role'],
    ['Sales@acme.example', 'role'],
    ['kontakt@acme.example', 'role'],
    ['info+demo@acme.example', 'role'],
    ['ada@acme.example', 'business'],
    ['ada@acme.co.uk', 'business'],
    ['ada@facebook.com', 'business'],
    ['ada@gmailing.example', 'business'],
    ['informatik@acme.example', 'business'],
  ])('%s is %s', (typed, kind) => {
    const email = normaliseEmail(typed);
    expect(email && emailKindOf(email)).toBe(kind);
  });
});

describe('registrableDomain', () => {
  test.each([
    ['acme.example', 'acme.example'],
    ['mail.eu.acme.co.uk', 'acme.co.uk'],
    ['https://www.acme.example/about?x=1', 'acme.example'],
    ['WWW.Acme.Example', 'acme.example'],
    ['acme.github.io', 'acme.github.io'],
    ['müller.example', 'xn--mller-kva.example'],
    ['co.uk', undefined],
    ['localhost', undefined],
    ['127.0.0.1', undefined],
    ['', undefined],
    ['not a host', undefined],
  ])('of %j is %s', (host, domain) => {
    expect(registrableDomainOf(host)).toBe(domain);
  });
});
