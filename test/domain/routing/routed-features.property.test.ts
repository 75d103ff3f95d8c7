import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { RuleAction } from '../../../shared/domain/plan/rule.ts';
import { explainRoute } from '../../../shared/domain/routing/route.ts';
import { addRoutedFeatures, decisiveFeaturesOf } from '../../../shared/domain/routing/routed-features.ts';
import { aLead } from '../../support/builders/lead.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { anyFeatures, anyPlan, TEAMS } from './any-plan.ts';

const owners: fc.Arbitrary<Features> = fc.record(
  {
    'account.owner': fc.constantFrom('kim', 'lou'),
    'account.owner_teams': fc.subarray(TEAMS),
    'territory.owner': fc.constant('max'),
    'territory.owner_teams': fc.subarray(TEAMS),
    segment: fc.constantFrom('a', 'b', 'x'),
    campaign: fc.constantFrom('spring', 'autumn'),
  },
  { requiredKeys: [] },
);
const features = fc.tuple(anyFeatures, owners).map(([one, other]): Features => ({ ...one, ...other }));
const byFeature = fc.record({
  kind: fc.constant('assign' as const),
  to: fc.constantFrom<'t-{segment}' | { ownerOf: 'account' | 'territory' }>(
    't-{segment}',
    { ownerOf: 'account' },
    { ownerOf: 'territory' },
  ),
  need: fc.constant([]),
  relax: fc.constant([]),
  priority: fc.constant('normal' as const),
  closed: fc.constant({ kind: 'hold' as const }),
  otherwise: fc.constantFrom<Extract<RuleAction, { kind: 'assign' }>['otherwise']>(
    { kind: 'next' },
    { kind: 'team', id: 't-a' },
  ),
});
const ownersFirst = fc.array(fc.constantFrom('account' as const, 'territory' as const, undefined), {
  minLength: 4,
  maxLength: 4,
});
/** Plans with everything that can look at a feature: conditions, SLAs, templates, owners of leads and of teams. */
const plan: fc.Arbitrary<Plan> = fc.tuple(anyPlan(byFeature), ownersFirst).map(([one, first]) => ({
  ...one,
  slas: [
    { ...one.slas[0], sla: 'by-touch', when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['a'] } } },
    ...one.slas,
  ] as Plan['slas'],
  teams: Object.fromEntries(
    Object.entries(one.teams).map(([id, team], index) => [id, { ...team, ownerFirst: first[index] }]),
  ),
}));

describe('the features that are kept of a decision', () => {
  it('are enough to make it again, with every rule it passed over', () => {
    fc.assert(
      fc.property(plan, features, (plan, features) => {
        expect(explainRoute({ plan, features: decisiveFeaturesOf(features, plan) })).toEqual(
          explainRoute({ plan, features }),
        );
      }),
    );
  });

  it('make the same decision again after any change of the lead, whether they are kept or still its own', () => {
    fc.assert(
      fc.property(plan, features, features, (plan, first, later) => {
        const { passedOver, ...route } = explainRoute({ plan, features: first });
        const routing = { plan: 1, at: '2026-11-23T09:00:00.000Z', route, target: 0 };
        const lead = { ...aLead('queued'), features: first, routing };
        const data = { source: 'form', touch: 'webinar' };
        const { after, routedFeatures } = addRoutedFeatures(
          makeTransition(lead, 'TouchpointAdded', { data, patch: { features: later } }),
          plan,
        );

        const asked = after.routing?.featuresKept === undefined ? after.features : routedFeatures?.features;
        expect(explainRoute({ plan, features: asked ?? {} })).toEqual({ ...route, passedOver });
      }),
    );
  });
});
