import { describe, expect, it } from 'vitest';
import { findNearestName, unknownNameMessage } from '../../../shared/domain/plan/did-you-mean.ts';

const TEAMS = ['sdr-emea', 'sdr-amer', 'ae-desk'];

describe('nearestName', () => {
  it.each([
    ['sdr-emae', 'sdr-emea'],
    ['SDR-AMER', 'sdr-amer'],
    ['ae-dsk', 'ae-desk'],
    ['ae_desk', 'ae-desk'],
    ['marketing', undefined],
    ['x', undefined],
  ])('%s suggests %s', (word, nearest) => {
    expect(findNearestName(word, TEAMS)).toBe(nearest);
  });

  it('counts two swapped letters as one typo', () => {
    expect(findNearestName('nxet', ['next', 'nest'])).toBe('next');
  });
});

describe('unknownName', () => {
  it('names the closest one, else lists all, else says that there are none', () => {
    expect(unknownNameMessage('team', 'ae-dsk', TEAMS)).toBe('there is no team `ae-dsk`; did you mean `ae-desk`?');
    expect(unknownNameMessage('team', 'x', TEAMS)).toBe(
      'there is no team `x`; expected one of sdr-emea, sdr-amer, ae-desk',
    );
    expect(unknownNameMessage('team', 'x', [])).toBe('there is no team `x`; the plan has none');
  });
});
