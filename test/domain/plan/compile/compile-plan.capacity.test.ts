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

it('reads how many slots a lead takes by the stage of its deal, of which other stages take one unless the plan says otherwise', () => {
  const read = (section: string) => planOf(edited(OTHERWISE, withSection(section))).capacity?.deal;
  expect(read('{deal: {appointmentscheduled: 2, "Needs Analysis": 0.5, "10391": 10, default: .75}}')).toEqual({
    stages: { appointmentscheduled: 2, 'Needs Analysis': 0.5, '10391': 10 },
    otherwise: 0.75,
  });
  expect(read('{deal: {contractsent: 1.25}}')).toEqual({ stages: { contractsent: 1.25 }, otherwise: 1 });
  expect(read('{working: 0.5}')).toBeUndefined();
});

const SLOTS = 'expected quarters of a slot, from 0.25 to 10';
describe('parts of a slot', () => {
  itReports([
    [OTHERWISE, withSection('{working: 0.3}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 0}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 2}'), 'capacity.working', 'expected 0.25, 0.5, 0.75 or 1'],
    [OTHERWISE, withSection('{working: 0.5, qualified: 1}'), 'capacity.qualified', 'expected at most 0.5'],
    [OTHERWISE, withSection('{deal: {contractsent: 0}}'), 'capacity.deal.contractsent', SLOTS],
    [OTHERWISE, withSection('{deal: {contractsent: 0.3}}'), 'capacity.deal.contractsent', SLOTS],
    [OTHERWISE, withSection('{deal: {contractsent: 10.25}}'), 'capacity.deal.contractsent', SLOTS],
    [OTHERWISE, withSection('{deal: {default: heavy}}'), 'capacity.deal.default', SLOTS],
    [OTHERWISE, withSection('{assigned: 2}'), 'capacity.assigned', 'unknown key'],
  ]);
});
