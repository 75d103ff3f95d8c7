import { describe, expect, it } from 'vitest';
import { DUE_GRID_SECONDS, dueIndexDateOf } from '../../../shared/adapters/dynamodb/keys.ts';
import { addSeconds, secondsBetween } from '../../../shared/domain/instant.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

describe('the date of a lead in the due index', () => {
  const assigned = aLead('assigned');
  const dateAt = (seconds: number) => dueIndexDateOf({ ...assigned, dueAt: addSeconds(MONDAY, seconds) });

  it('is never before its own, and less than a grid after it', () => {
    for (const seconds of [0, 0.001, 1, 9.999, 10, 10.001, 3599]) {
      const late = secondsBetween(addSeconds(MONDAY, seconds), dateAt(seconds) ?? '');
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(DUE_GRID_SECONDS);
    }
  });

  it('is the same for steps that follow each other at once', () => {
    expect(new Set([11, 12.5, 14, 20].map(dateAt)).size).toBe(1);
    expect(dateAt(20.001)).not.toBe(dateAt(20));
  });

  it('is its own in nurture, and none once it is closed', () => {
    const dueAt = addSeconds(MONDAY, 3.5);
    expect(dueIndexDateOf({ ...aLead('nurturing'), dueAt })).toBe(dueAt);
    expect(dueIndexDateOf(aLead('closed'))).toBeUndefined();
  });
});
