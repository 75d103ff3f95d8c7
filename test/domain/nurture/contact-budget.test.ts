import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { addContact, contactBudgetOf, isInbound } from '../../../shared/domain/nurture/contact-budget.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRecycling } from '../../support/builders/plan.ts';

const DAY = 24 * 3600;
const day = (count: number) => addSeconds(MONDAY, count * DAY);
const TWO_IN_TEN_DAYS = aRecycling({
  stop: { cycles: 3, contacts: { most: 2, withinSeconds: 10 * DAY }, then: 'close' },
});

describe('the number of contacts left', () => {
  it.each([
    [[], { left: 2 }],
    [[day(1)], { left: 1 }],
    [[day(1), day(4)], { left: 0, freeAt: day(11) }],
    [[day(1), day(4), day(5)], { left: 0, freeAt: day(14) }],
    [[day(-9), day(-8)], { left: 2 }],
    [[day(-5), day(1)], { left: 1 }],
  ])('of %j', (contacts, expected) => {
    expect(contactBudgetOf({ contacts }, TWO_IN_TEN_DAYS, day(5))).toEqual({
      most: 2,
      withinSeconds: 10 * DAY,
      ...expected,
    });
  });

  it('is one at the exact time when the next contact is allowed, and none a moment before', () => {
    const contacts = [day(1), day(4)];
    expect(contactBudgetOf({ contacts }, TWO_IN_TEN_DAYS, addSeconds(day(11), -1))?.left).toBe(0);
    expect(contactBudgetOf({ contacts }, TWO_IN_TEN_DAYS, day(11))?.left).toBe(1);
  });

  it('is undefined when the plan sets no cap', () => {
    expect(contactBudgetOf({ contacts: [day(1)] }, aRecycling(), day(5))).toBeUndefined();
  });
});

describe('a contact', () => {
  it('is sorted among the others by time, also when it is reported late', () => {
    expect(addContact({ contacts: [day(1), day(3)] }, 'call', day(2))).toEqual([day(1), day(2), day(3)]);
  });

  it('does not count when the person initiated it', () => {
    expect(['reply', 'meeting', 'call', undefined].map(isInbound)).toEqual([true, true, false, false]);
    expect(addContact({ contacts: [day(1)] }, 'reply', day(2))).toEqual([day(1)]);
  });

  it('is kept among the newest hundred', () => {
    const contacts = Array.from({ length: 100 }, (_, index) => day(index));
    expect(addContact({ contacts }, undefined, day(100))).toEqual([...contacts.slice(1), day(100)]);
  });
});
