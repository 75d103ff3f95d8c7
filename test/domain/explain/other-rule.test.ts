import { expect, it } from 'vitest';
import { findRuleWays } from '../../../shared/domain/explain/other-rule.ts';
import { aWrittenPlan } from '../../scenarios/written-plan.ts';

const PLAN = aWrittenPlan({
  teams: `
  sdr: {manager: mia, hours: always, turn: weighted}
  ae: {manager: ana, hours: always, turn: weighted}
  uk: {manager: ana, hours: always, turn: weighted}`,
  more: 'fields: {employees: {type: range}}',
  rules: `
    - {rule: jobs, when: {page: {starts: /careers}}, close: job}
    - {rule: big, when: {employees: 1000+}, to: ae}
    - {rule: british, when: {country: GB, touch: demo_request}, to: uk}
    - {rule: rest, to: sdr}`,
});
const features = { country: 'DE', touch: 'webinar', employees: 50 };

it('names the feature with which another rule would have taken the lead', () => {
  expect(findRuleWays({ features, plan: PLAN, teams: ['ae'] })).toEqual([
    { changes: [{ field: 'employees', value: 1000 }], rule: 'big', team: 'ae' },
  ]);
});

it('names two features when one is not enough', () => {
  const [way] = findRuleWays({ features, plan: PLAN, teams: ['uk'] });
  expect(way).toEqual({
    changes: [
      { field: 'country', value: 'GB' },
      { field: 'touch', value: 'demo_request' },
    ],
    rule: 'british',
    team: 'uk',
  });
});

it('finds nothing for a team that no rule names', () => {
  expect(findRuleWays({ features, plan: PLAN, teams: ['nowhere'] })).toEqual([]);
});
