import { describe, expect, it } from 'vitest';
import { formatPlanCheck } from '../../../cli/plan/check.ts';
import { formatPlanTests, readPlanTests, runPlanTest } from '../../../cli/plan/test-plan.ts';
import { checkRules } from '../../../shared/domain/plan-check/check-rules.ts';
import { edited, PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const PLAN = planOf(PLAN_TEXT);

function checked(text: string, { overlaps = false } = {}): string {
  const plan = planOf(text);
  return formatPlanCheck({ plan, report: checkRules(plan), passes: false }, { overlaps });
}

describe('baton plan check', () => {
  it('shows a lead for what is wrong, with only what matters of it', () => {
    const text = `${edited('{employees: 1000+}', '{employees: 1000+, score: ">= 200"}')}expect: [{when: {band: hot}, never: catch-all}]\n`;
    expect(checked(text)).toBe(
      [
        '✗ big: no lead can match it, its tests exclude each other',
        '✗ expect[0]: refuted by score: 45, band: hot',
        '· no rule takes, and catch-all gets: score: 45, band: hot',
        '',
        '2 of 3 rules can be reached. The plan does not pass.',
      ].join('\n'),
    );
  });

  it('lists rules that share leads when asked to', () => {
    const text = edited('{rule: sdr, when: {band: hot},', '{rule: sdr, when: {touch: event},');
    expect(checked(text)).toContain('3 pairs of rules share leads; --overlaps lists them');
    expect(checked(text, { overlaps: true })).toMatch(
      /· big and cold \(territory\) both match, the first wins: .*employees: 1000/,
    );
  });
});

describe('baton plan test', () => {
  it('passes a test whose lead the plan treats as expected, with its score and region', () => {
    const given = { touch: 'demo_request', country: 'DE' };
    const result = runPlanTest(
      { name: 'demo', given, expect: { rule: 'sdr', team: 'sdr-emea', sla: 'demo', band: 'hot' } },
      PLAN,
      MONDAY,
    );
    expect(formatPlanTests([result])).toBe('✓ demo\n\n1 of 1 tests pass.');
  });

  it('says what was decided instead, and which rules let the lead pass', () => {
    const test = { name: 'big', given: { employees: '1-99', touch: 'webinar' }, expect: { rule: 'big', team: 'desk' } };
    expect(formatPlanTests([runPlanTest(test, PLAN, MONDAY)])).toBe(
      [
        '✗ big',
        '    rule: expected big, decided cold',
        '    team: expected desk, decided none',
        '    passed over: big (employees), sdr (band)',
        '',
        '0 of 1 tests pass.',
      ].join('\n'),
    );
  });

  it('reads the words of forms as the plan does', () => {
    const test = { name: 'alias', given: { employees: '1k+', touch: 'webinar' }, expect: { rule: 'big' } };
    expect(runPlanTest(test, PLAN, MONDAY).differences).toEqual([]);
  });

  it('reads the tests of the example, and refuses others with the place of the mistake', async () => {
    expect(await readPlanTests(new URL('plan.office.tests.yaml', EXAMPLES).pathname)).toHaveLength(5);
    await expect(readPlanTests(new URL('reps.yaml', EXAMPLES).pathname)).rejects.toThrow(/is not a file of plan tests/);
  });
});
