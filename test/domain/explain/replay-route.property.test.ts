import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayRoute } from '../../../shared/domain/explain/replay-route.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { preferLastOwner } from '../../../shared/domain/nurture/prefer-last-owner.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { addRoutedFeatures } from '../../../shared/domain/routing/routed-features.ts';
import { addScoreFeatures, scoreOf } from '../../../shared/domain/routing/scoring.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { anyFeatures, anyPlan, TEAMS } from '../routing/any-plan.ts';

const touchpoints = fc.array(
  fc
    .record({
      touch: fc.constantFrom('demo_request', 'pricing_page', 'webinar'),
      hours: fc.integer({ max: 0, min: -900 }),
    })
    .map(({ touch, hours }) => ({ touch, source: 'form', at: addSeconds(MONDAY, hours * 3600) })),
  { maxLength: 4 },
);
const lastOwner = fc.option(fc.record({ rep: fc.constant('kim'), team: fc.constantFrom(...TEAMS) }), {
  nil: undefined,
});

const routed = fc
  .tuple(anyPlan(), anyFeatures, touchpoints, lastOwner)
  .map(([plan, facts, touches, preferredOwner]) => {
    const score = scoreOf({ features: facts, touchpoints: touches }, plan, MONDAY);
    const features = addScoreFeatures(facts, score);
    const received = aLead('received');
    const stage = { ...received.stage, ...(preferredOwner && { preferredOwner }) } as Lead['stage'];
    const route = preferLastOwner(chooseRoute({ features, plan }), { stage, features }, plan);
    const routing = { plan: 1, at: MONDAY, route, target: 0 };
    return { plan, lead: { ...aLead('queued'), features, touchpoints: touches, routing } };
  });

/** As a store returns it. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

describe('replaying a routing', () => {
  it('decides the same from what is stored', () => {
    fc.assert(
      fc.property(routed, ({ plan, lead }) => {
        const { features, ...known } = stored(lead);
        expect(replayRoute({ lead: known, features, plan: stored(plan), scoredAt: MONDAY })).toEqual({
          outcome: 'equal',
        });
      }),
      { numRuns: 300 },
    );
  });

  it('decides the same by the features that were kept when the lead got others', () => {
    fc.assert(
      fc.property(routed, anyFeatures, ({ plan, lead }, later) => {
        const data = { source: 'form', touch: 'webinar' };
        const { after, routedFeatures } = addRoutedFeatures(
          makeTransition(lead, 'TouchpointAdded', { data, patch: { features: later } }),
          plan,
        );
        const features = after.routing?.featuresKept === undefined ? after.features : routedFeatures?.features;
        expect(replayRoute({ lead: stored(after), features: features ?? {}, plan })).toEqual({ outcome: 'equal' });
      }),
      { numRuns: 300 },
    );
  });

  it('names what differs from a decision that was not made by the plan', () => {
    fc.assert(
      fc.property(routed, ({ plan, lead }) => {
        const forged = { ...lead, routing: { ...lead.routing, route: { ...lead.routing.route, rule: 'no-rule' } } };
        const { rule } = lead.routing.route;
        expect(replayRoute({ lead: forged, features: lead.features, plan, scoredAt: MONDAY })).toEqual({
          outcome: 'different',
          difference: { field: 'rule', decided: 'no-rule', replayed: rule },
        });
      }),
    );
  });
});
