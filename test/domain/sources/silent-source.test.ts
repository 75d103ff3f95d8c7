import { describe, expect, it } from 'vitest';
import { isSilent } from '../../../shared/domain/sources/silent-source.ts';
import { MONDAY, minutes } from '../../support/builders/moment.ts';

const WATCHED = { silentSeconds: 600, changedAt: MONDAY };

describe('a source', () => {
  it.each([
    ['has just delivered', WATCHED, minutes(60), minutes(69), false],
    ['delivered too long ago', WATCHED, minutes(60), minutes(70), true],
    ['was just created', WATCHED, undefined, minutes(9), false],
    ['never delivered', WATCHED, undefined, minutes(10), true],
    ['was changed since', { ...WATCHED, changedAt: minutes(65) }, minutes(2), minutes(70), false],
    ['is paused', { ...WATCHED, paused: true }, minutes(0), minutes(90), false],
    ['has no silence limit', { changedAt: MONDAY }, undefined, minutes(10_000), false],
  ])('that %s', (_, source, lastAt, now, silent) => {
    expect(isSilent(source, lastAt, now)).toBe(silent);
  });
});
