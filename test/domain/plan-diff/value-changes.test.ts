import { describe, expect, it } from 'vitest';
import { describeValueChanges, formatPlanDuration } from '../../../shared/domain/plan-diff/value-changes.ts';

describe('describeValueChanges', () => {
  it('names each value as a plan file does, with durations as written there', () => {
    const before = { firstTouchSeconds: 300, cap: { open: 40 }, need: ['territory'], ladder: 'hard' };
    const after = {
      firstTouchSeconds: 3600,
      cap: { open: 25, day: 5 },
      need: ['territory', 'language'],
      ladder: 'hard',
    };
    expect(describeValueChanges(before, after)).toEqual([
      'first_touch: 5m → 1h',
      'cap.open: 40 → 25',
      'need: territory → territory, language',
      'cap.day: none → 5',
    ]);
  });

  it('says conditions in words, and counts items from one', () => {
    const when = { kind: 'field', field: 'country', test: { op: 'known' } };
    expect(describeValueChanges([{ when }], [{ when: { ...when, test: { op: 'unknown' } } }])).toEqual([
      '1.when: country is known → country is unknown',
    ]);
  });
});

describe('formatPlanDuration', () => {
  it.each([
    [90, '90s'],
    [300, '5m'],
    [36 * 3600, '36h'],
    [30 * 86_400, '30d'],
    [0, '0s'],
  ])('writes %i seconds as %s', (seconds, text) => {
    expect(formatPlanDuration(seconds)).toBe(text);
  });
});
