import { expect, it } from 'vitest';
import { findMissingPeople } from '../../../shared/domain/plan/people.ts';
import { edited, planOf } from './plan-text.ts';

const PLAN = planOf(edited('nurture: newsletter', 'nurture: newsletter, owner: mops'));
const reps = (...ids: readonly string[]) => ids.map((id) => ({ id, active: id !== 'ana.silva' }));

it('finds everybody whom a plan names and who is not there, with their roles', () => {
  expect(findMissingPeople(PLAN, reps('dana.ruiz', 'lee.park', 'ana.silva', 'mops'))).toEqual([
    { rep: 'kim.berg', why: 'unknown', roles: ['manager of sdr-emea'] },
    { rep: 'ana.silva', why: 'left', roles: ['manager of desk'] },
  ]);
  expect(findMissingPeople(PLAN, reps('kim.berg', 'lee.park')).map(({ rep, roles }) => [rep, ...roles])).toEqual([
    ['dana.ruiz', 'owner of the plan', 'owner before assignment', 'owner of catch-all'],
    ['ana.silva', 'manager of desk'],
    ['mops', 'owner of cold'],
  ]);
});
