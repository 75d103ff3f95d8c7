import { expect, it } from 'vitest';
import { compileFields } from '../../../../shared/domain/plan/compile/compile-fields.ts';

function problemOf(name: string): string | undefined {
  const problems: string[] = [];
  compileFields({ [name]: { type: 'text', alias: {} } }, (_, message) => problems.push(message));
  return problems[0];
}

it.each(['city', 'company', 'website', 'zip', 'email', 'job_title', 'message', 'submission_id', 'name'])(
  'refuses the field %s, which could never have a value',
  (name) => {
    expect(problemOf(name)).toMatch(/would never have a value/);
  },
);

it('names the field that the forms\u2019 field is read as', () => {
  expect(problemOf('team_size')).toBe('`team_size` is read as `employees`; expected `employees`');
});

it.each(['tool', 'employees', 'industry', 'product', 'office_city'])('accepts %s', (name) => {
  expect(problemOf(name)).toBeUndefined();
});
