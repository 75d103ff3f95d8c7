import { expect, test } from 'vitest';
import { createPhraseMatcher, findSigns } from '../../../shared/domain/enrichment/phrase-matcher.ts';

const BOOK = createPhraseMatcher({
  low: 'owner, *leiter, teamwork',
  none: 'product owner, owner',
  high: 'product owner of all, team*, teamwork',
});

const signs = (text: string) => findSigns(BOOK, text.split(' '));

test('the longest phrase at a position wins, and its words count once', () => {
  expect(signs('product owner of all')).toEqual(['high']);
  expect(signs('product owner of some')).toEqual(['none']);
  expect(signs('proud owner')).toEqual(['low']);
});

test('a phrase wins over a pattern, a longer pattern over a shorter one', () => {
  expect(signs('teamwork')).toEqual(['low']);
  expect(signs('teamleiter')).toEqual(['low']);
  expect(signs('teams')).toEqual(['high']);
});

test('a phrase in two lists belongs to the earlier one', () => {
  expect(signs('owner')).toEqual(['low']);
});

test('signs are in word order; other words have none', () => {
  expect(signs('teams have owner and abteilungsleiter')).toEqual(['high', 'low', 'low']);
  expect(signs('constructor')).toEqual([]);
});
