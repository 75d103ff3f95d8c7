import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import type { Layer, Plan, RuleAction, Team } from '../../../shared/domain/plan/plan.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const SMALL = planOf(PLAN_TEXT);
const TEAMS = ['t-a', 't-b', 't-c', 't-d'];
const QUEUES = ['catch-all', 'events'];
const VALUES = ['a', 'b', 'c', 'z'];

const features: fc.Arbitrary<Features> = fc.dictionary(
  fc.constantFrom('region', 'touch', 'band'),
  fc.oneof(fc.constantFrom(...VALUES), fc.array(fc.constantFrom(...VALUES), { maxLength: 2 })),
);

const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.record({
    kind: fc.constant('field' as const),
    field: fc.constantFrom('region', 'touch', 'band'),
    test: fc.oneof(
      fc.record({ op: fc.constantFrom('in' as const, 'not' as const), values: fc.subarray(VALUES) }),
      fc.record({ op: fc.constantFrom('known' as const, 'unknown' as const) }),
    ),
  }),
  any: fc.oneof(
    { maxDepth: 2 },
    tie('leaf'),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('any'), { maxLength: 3 }) }),
  ),
})).any;

const otherwise: fc.Arbitrary<Extract<RuleAction, { kind: 'assign' }>['otherwise']> = fc.oneof(
  fc.constant({ kind: 'next' as const }),
  fc.record({ kind: fc.constant('team' as const), id: fc.constantFrom(...TEAMS) }),
  fc.record({ kind: fc.constant('queue' as const), id: fc.constantFrom(...QUEUES) }),
);

const action: fc.Arbitrary<RuleAction> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const, reason: 'spam' }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'nurture' as const, track: 'news', owner: 'mops', afterSeconds: 60 }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      to: fc.constantFrom(...TEAMS, 't-{region}'),
      need: fc.constant(['language']),
      relax: fc.subarray(['language']),
      priority: fc.constantFrom('urgent' as const, 'low' as const),
      closed: fc.constant({ kind: 'hold' as const }),
      otherwise,
    }),
  },
);

const teams: fc.Arbitrary<Plan['teams']> = fc
  .array(fc.option(fc.constantFrom(...TEAMS), { nil: undefined }), { minLength: 4, maxLength: 4 })
  .map((backups) =>
    Object.fromEntries(
      TEAMS.map((id, i): [string, Team] => {
        const team = {
          id,
          manager: 'kim.berg',
          hours: 'office',
          turn: 'weighted' as const,
          fairBy: 'team' as const,
          cap: {},
        };
        return [id, { ...team, backup: backups[i] }];
      }),
    ),
  );

const plan: fc.Arbitrary<Plan> = fc
  .record({
    layers: fc.array(fc.array(fc.record({ when: condition, then: action }), { maxLength: 4 }), { maxLength: 3 }),
    teams,
  })
  .map(({ layers, teams }) => ({
    ...SMALL,
    teams,
    queues: Object.fromEntries(QUEUES.map((id) => [id, { id, owner: 'dana.ruiz', reviewSeconds: 60 }])),
    layers: layers.map(
      (rules, i): Layer => ({ layer: `l${i}`, rules: rules.map((rule, j) => ({ ...rule, rule: `r${i}.${j}` })) }),
    ),
  }));

describe('route, for any plan and lead', () => {
  it('closes, nurtures, or tries teams of the plan, each once, and ends in a queue with an owner', () => {
    fc.assert(
      fc.property(plan, features, (plan, features) => {
        const decided = chooseRoute({ plan, features });
        if (decided.outcome !== 'assign') return;
        const last = decided.targets.at(-1);
        const tried = decided.targets.slice(0, -1).map((target) => target.kind === 'team' && target.team);

        expect(last?.kind === 'queue' && plan.queues[last.queue]?.owner).toBeTruthy();
        expect(TEAMS).toEqual(expect.arrayContaining(tried));
        expect(new Set(tried).size).toBe(tried.length);
      }),
    );
  });

  it('is deterministic and does not modify its input', () => {
    fc.assert(
      fc.property(plan, features, (plan, features) => {
        const before = JSON.stringify({ plan, features });

        expect(chooseRoute({ plan, features })).toEqual(chooseRoute({ plan, features }));
        expect(JSON.stringify({ plan, features })).toBe(before);
      }),
    );
  });

  it('decides by the first rule that can take the lead', () => {
    fc.assert(
      fc.property(plan, features, (plan, features) => {
        const rules = plan.layers.flatMap(({ rules }) => rules);
        const canTake = ({ when, then }: (typeof rules)[number]): boolean => {
          if (!matchCondition(when, features).holds) return false;
          const to =
            then.kind === 'assign' && typeof then.to === 'string'
              ? then.to.replace('{region}', String(features.region))
              : undefined;
          return to === undefined || TEAMS.includes(to);
        };

        const decided = chooseRoute({ plan, features });
        const first = rules.findIndex(canTake);

        expect(decided.rule).toBe(rules[first]?.rule ?? 'otherwise');
        expect(decided.passedOver.slice(0, first < 0 ? rules.length : first).map(({ rule }) => rule)).toEqual(
          rules.slice(0, first < 0 ? rules.length : first).map(({ rule }) => rule),
        );
      }),
    );
  });

  it('ignores rules after one that ends the chain', () => {
    fc.assert(
      fc.property(plan, features, (plan, features) => {
        const decided = chooseRoute({ plan, features });
        const by = plan.layers.flatMap(({ rules }) => rules).find(({ rule }) => rule === decided.rule);
        if (by === undefined || (by.then.kind === 'assign' && by.then.otherwise.kind === 'next')) return;
        const upTo = plan.layers.map(({ layer, rules }) => ({
          layer,
          rules: rules.filter(({ rule }) => rule.localeCompare(by.rule) <= 0),
        }));

        expect(chooseRoute({ plan: { ...plan, layers: upTo }, features })).toEqual(decided);
      }),
    );
  });
});
