import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/domain/plan-review/journal-entry.ts';
import {
  describeDataChanges,
  isReviewDue,
  planReviewOf,
  reminderDayOf,
} from '../../../shared/domain/plan-review/plan-review.ts';

const SINCE = '2026-11-02T09:00:00.000Z';
const IN_FORCE = { version: 3, since: SINCE };
const change = { why: 'DACH split', review: '2027-03-31' };
const on = (day: string) => `${day}T09:00:00.000Z`;
const reviewed = (day: string, more: object = {}): JournalEntry => ({
  kind: 'review',
  version: 3,
  why: 'it works',
  by: 'dana',
  at: on(day),
  ...more,
});
const imported = (day: string, kind: 'teams' | 'territories' = 'teams'): JournalEntry => ({
  kind,
  rows: 2,
  by: 'ivo',
  at: on(day),
});

describe('the plan in force', () => {
  it('is reviewed on the day that it names, else after a quarter', () => {
    expect(planReviewOf({ ...IN_FORCE, change }, []).dueOn).toBe('2027-03-31');
    expect(planReviewOf(IN_FORCE, []).dueOn).toBe('2027-01-31');
  });

  it('is reviewed again on the day that the last review named, else a quarter after it', () => {
    const withDate = { ...IN_FORCE, change };
    expect(planReviewOf(withDate, [reviewed('2026-12-01', { next: '2027-05-01' })]).dueOn).toBe('2027-05-01');
    expect(planReviewOf(withDate, [reviewed('2026-12-01')]).dueOn).toBe('2027-03-01');
  });

  it('counts no review of another version, nor one from before it was in force again', () => {
    const others = [reviewed('2026-12-01', { version: 2 }), reviewed('2026-11-01')];
    expect(planReviewOf(IN_FORCE, others)).toEqual({ version: 3, dueOn: '2027-01-31', changes: [] });
  });

  it('has the imports since the last review', () => {
    const [late, early] = [imported('2026-12-02'), imported('2026-11-20', 'territories')];
    expect(planReviewOf(IN_FORCE, [late, early]).changes).toEqual([late, early]);
    expect(planReviewOf(IN_FORCE, [late, reviewed('2026-12-01'), early]).changes).toEqual([late]);
    expect(planReviewOf(IN_FORCE, [imported('2026-11-01')]).changes).toEqual([]);
  });
});

it('is due from its day on, and reminded of once in each week from then', () => {
  const review = { dueOn: '2026-11-25' };
  expect(isReviewDue(review, on('2026-11-24'))).toBe(false);
  expect(isReviewDue(review, on('2026-11-25'))).toBe(true);
  expect(reminderDayOf(review, on('2026-11-25'))).toBe('2026-11-25');
  expect(reminderDayOf(review, on('2026-12-01'))).toBe('2026-11-25');
  expect(reminderDayOf(review, on('2026-12-02'))).toBe('2026-12-02');
});

it('says in short what was imported', () => {
  const changes = planReviewOf(IN_FORCE, [
    imported('2026-12-03'),
    imported('2026-12-02', 'territories'),
    imported('2026-12-01', 'territories'),
  ]).changes;
  expect(describeDataChanges(changes)).toBe('teams once, territories 2 times');
  expect(describeDataChanges([])).toBe('');
});
