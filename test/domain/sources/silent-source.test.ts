import { describe, expect, it } from 'vitest';
import { isSilent } from '../../../shared/domain/sources/silent-source.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const WATCHED = { silentSeconds: 600, changedAt: MONDAY };

describe('a source', () => {
  it.each([
    ['has just delivered', WATCHED, minutesAfterMonday(60), minutesAfterMonday(69), false],
    ['delivered too long ago', WATCHED, minutesAfterMonday(60), minutesAfterMonday(70), true],
    ['was just created', WATCHED, undefined, minutesAfterMonday(9), false],
    ['never delivered', WATCHED, undefined, minutesAfterMonday(10), true],
    [
      'was changed since',
      { ...WATCHED, changedAt: minutesAfterMonday(65) },
      minutesAfterMonday(2),
      minutesAfterMonday(70),
      false,
    ],
    ['is paused', { ...WATCHED, paused: true }, minutesAfterMonday(0), minutesAfterMonday(90), false],
    ['has no silence limit', { changedAt: MONDAY }, undefined, minutesAfterMonday(10_000), false],
  ])('that %s', (_, source, lastAt, now, silent) => {
    expect(isSilent(source, lastAt, now)).toBe(silent);
  });
});
