import { describe, expect, it } from 'vitest';
import { edited, planOf } from '../plan-text.ts';
import { itReports } from '../slips.ts';

const OTHERWISE = 'otherwise: catch-all';
const withSection = (section: string) => `capacity: ${section}\n${OTHERWISE}`;

it('reads how much of a slot a lead takes; a qualified one as much as one in work, unless the plan says less', () => {
  const read = (section: string) => planOf(edited(OTHERWISE, withSection(section))).capacity;
  expect(read('{working: 0.5, qualified: .25}')).toEqual({ working: 0.5, qualified: 0.25 });
  expect(read('{working: 0.50}')).toEqual({ working: 0.5, qualified: 0.5 });
  expect(read('{qualified: 0.75}')).toEqual({ working: 1, qualified: 0.75 });
  expect(planOf(edited('', '')).capacity).toBeUndefined();
});

describe('parts of a slot', () => {
  itReports([
    [OTHERWISE, withSection('{working: 0.3}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 0}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 2}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 0.5, qualified: 1}'), 'capacity.qualified', 'expected at most 0.5'],
    [OTHERWISE, withSection('{assigned: 2}'), 'capacity.assigned', 'unknown key'],
  ]);
});
