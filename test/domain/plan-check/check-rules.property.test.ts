import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Condition, FieldTest } from '../../../shared/domain/plan/condition.ts';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { Rule } from '../../../shared/domain/plan/rule.ts';
import { checkRules } from '../../../shared/domain/plan-check/check-rules.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const COLORS = ['red', 'blue', 'green'];
const PAGES = ['/a', '/a/b', '/c', 'elsewhere'];
const SIZES = [0, 1, 2, 3, 4, 5, 6, 7];
const SMALL: Plan = {
  ...planOf(PLAN_TEXT),
  fields: { color: { type: 'pick', values: COLORS, alias: {} }, size: { type: 'range', alias: {} } },
};

const color: fc.Arbitrary<FieldTest> = fc.oneof(
  fc.record({ op: fc.constantFrom('in' as const, 'not' as const), values: fc.subarray(COLORS, { minLength: 1 }) }),
  fc.record({ op: fc.constantFrom('known' as const, 'unknown' as const) }),
);
const size: fc.Arbitrary<FieldTest> = fc.oneof(
  fc.record({ op: fc.constant('within' as const), from: fc.nat(4) }),
  fc.tuple(fc.nat(4), fc.nat(2)).map(([from, more]) => ({ op: 'within' as const, from, to: from + more })),
);
const page: fc.Arbitrary<FieldTest> = fc.oneof(
  fc.record({ op: fc.constant('starts' as const), with: fc.constantFrom('/a', '/c') }),
  fc.record({ op: fc.constant('in' as const), values: fc.constant(['/a']) }),
);
const leaf = (field: string, test: fc.Arbitrary<FieldTest>): fc.Arbitrary<Condition> =>
  test.map((one) => ({ kind: 'field', field, test: one }));
const anyLeaf = fc.oneof(leaf('color', color), leaf('size', size), leaf('page', page));
const when: fc.Arbitrary<Condition> = fc.oneof(
  anyLeaf,
  fc.record({
    kind: fc.constantFrom('all' as const, 'any' as const),
    of: fc.array(anyLeaf, { minLength: 1, maxLength: 3 }),
  }),
);

const anyPlan: fc.Arbitrary<Plan> = fc
  .record({ rules: fc.array(when, { minLength: 1, maxLength: 7 }), asked: when })
  .map(({ rules, asked }) => ({
    ...SMALL,
    layers: [
      {
        layer: 'only',
        rules: rules.map(
          (one, index): Rule => ({ rule: `r${index}`, when: one, then: { kind: 'close', reason: `r${index}` } }),
        ),
      },
    ],
    expect: [{ when: asked, holds: { kind: 'taken' } }],
  }));

const optional = <Value>(values: readonly Value[]) => [undefined, ...values];
/** Every lead that the rules above can tell apart. */
const LEADS: readonly Features[] = optional(COLORS).flatMap((one) =>
  optional(SIZES).flatMap((two) =>
    optional(PAGES).map((three) => ({
      ...(one !== undefined && { color: one }),
      ...(two !== undefined && { size: two }),
      ...(three !== undefined && { page: three }),
    })),
  ),
);

describe('a check of any plan', () => {
  it('shows a lead for each rule that one of all leads reaches, and says of every other that none does', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const reached = new Set(LEADS.map((features) => chooseRoute({ plan, features }).rule));
        const { rules, gap } = checkRules(plan);
        for (const finding of rules) {
          expect(finding.verdict === 'reached').toBe(reached.has(finding.rule));
          if (finding.verdict === 'reached')
            expect(chooseRoute({ plan, features: finding.by.features }).rule).toBe(finding.rule);
        }
        expect(gap.outcome).toBe(reached.has('otherwise') ? 'found' : 'none');
        if (gap.outcome === 'found') expect(chooseRoute({ plan, features: gap.features }).rule).toBe('otherwise');
      }),
      { numRuns: 400 },
    );
  });

  it('proves an expectation when it holds for all leads, and else shows one that refutes it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const asked = plan.expect[0]?.when;
        if (asked === undefined) throw new Error('the plan expects nothing');
        const isLeft = (features: Features) =>
          matchCondition(asked, features).holds && chooseRoute({ plan, features }).rule === 'otherwise';
        const [result] = checkRules(plan).expectations;
        expect(result?.outcome).toBe(LEADS.some(isLeft) ? 'found' : 'none');
        if (result?.outcome === 'found') expect(isLeft(result.features)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('names a rule that alone takes all leads of a shadowed one', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const all = plan.layers.flatMap(({ rules }) => rules);
        for (const finding of checkRules(plan).rules) {
          if (finding.verdict !== 'shadowed' || finding.by === 'several') continue;
          const [own, other] = [finding.rule, finding.by].map((id) => all.find(({ rule }) => rule === id)?.when);
          if (own === undefined || other === undefined) throw new Error('the finding names no rule');
          for (const features of LEADS)
            if (matchCondition(own, features).holds) expect(matchCondition(other, features).holds).toBe(true);
        }
      }),
    );
  });
});
