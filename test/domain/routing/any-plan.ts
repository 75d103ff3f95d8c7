import fc from 'fast-check';
import type { Features } from '../../../shared/domain/features.ts';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { Layer, RuleAction } from '../../../shared/domain/plan/rule.ts';
import type { Team } from '../../../shared/domain/plan/team.ts';
import { PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const SMALL = planOf(PLAN_TEXT);
/** The teams of every plan. */
export const TEAMS = ['t-a', 't-b', 't-c', 't-d'];
const QUEUES = ['catch-all', 'events'];
const VALUES = ['a', 'b', 'c', 'z'];

/** Generates features of a lead, of which rules may ask for each. */
export const anyFeatures: fc.Arbitrary<Features> = fc.dictionary(
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
          meetings: { passOver: [], longerThanSeconds: 0 },
        };
        return [id, { ...team, backup: backups[i] }];
      }),
    ),
  );

/** Generates plans whose rules may also do one of `others`. */
export function anyPlan(...others: readonly fc.Arbitrary<RuleAction>[]): fc.Arbitrary<Plan> {
  const then = fc.oneof(action, ...others);
  return fc
    .record({
      layers: fc.array(fc.array(fc.record({ when: condition, then }), { maxLength: 4 }), { maxLength: 3 }),
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
}
