import { describe, expect, test } from 'vitest';
import { personKeysOf } from '../../../shared/domain/enrichment/person-keys.ts';

const answers = {};

describe('personKeys', () => {
  test('identifies a person by e-mail address, however it is typed, then by number and name', () => {
    expect(
      personKeysOf({ email: ' Ada@Acme.example', phone: '+49 30 23125 123', name: 'Ada Lovelace', answers }),
    ).toEqual(['email:ada@acme.example', 'phone:+493023125123;name:ada lovelace']);
    expect(personKeysOf({ email: 'ada@acme.example', answers })).toEqual(['email:ada@acme.example']);
  });

  test('distinguishes addresses by what follows the plus', () => {
    expect(personKeysOf({ email: 'ada+demo@acme.example', answers })).toEqual(['email:ada+demo@acme.example']);
  });

  test('without an address, uses number and name together', () => {
    const typed = personKeysOf({ phone: '+49 30 23125 123', name: 'Ada  LOVELACE', answers });
    const split = personKeysOf({ phone: '0049-30-23125123', firstName: 'Ada', lastName: 'Lovelace', answers });
    expect(typed).toEqual(['phone:+493023125123;name:ada lovelace']);
    expect(split).toEqual(typed);
  });

  test('never merges people behind one switchboard', () => {
    const phone = '+49 30 23125 100';
    const ada = personKeysOf({ phone, name: 'Ada Lovelace', answers });
    const grace = personKeysOf({ phone, name: 'Grace Hopper', answers });
    expect(ada).not.toEqual(grace);
    expect(personKeysOf({ phone, answers })).toEqual([]);
  });

  test('uses number and name when the address is invalid', () => {
    expect(personKeysOf({ email: 'n/a', phone: '+1 202 555 0123', name: 'Ada Lovelace', answers })).toEqual([
      'phone:+12025550123;name:ada lovelace',
    ]);
  });

  test.each([
    [{ answers }],
    [{ name: 'Ada Lovelace', answers }],
    [{ phone: '030 23125123', name: 'Ada Lovelace', answers }],
    [{ phone: '+49 30 23125 123', name: '...', answers }],
  ])('finds no key in %j', (person) => {
    expect(personKeysOf(person)).toEqual([]);
  });
});
