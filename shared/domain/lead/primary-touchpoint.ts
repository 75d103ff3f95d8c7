import type { Features } from '../features.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Scoring } from '../plan/plan.ts';
import type { Lead, Touchpoint } from './lead.ts';

/**
 * Returns the touchpoint that a lead is routed by and that selects its SLA: the one in the current cycle that scores
 * the most points in the plan, the newest of equals, so that a download after a demo request does not demote the lead.
 * A lead that was recycled without a touchpoint uses its last one.
 */
export function findPrimaryTouchpoint(
  lead: Pick<Lead, 'touchpoints' | 'cycleStartedAt'>,
  scoring: Scoring,
  features: Features,
): Touchpoint | undefined {
  const { touchpoints, cycleStartedAt = '' } = lead;
  const inCycle = touchpoints.filter(({ at }) => at >= cycleStartedAt);
  const points = ({ touch }: Touchpoint): number =>
    scoring.behaviour.points
      .filter(({ when }) => matchCondition(when, { ...features, touch }).holds)
      .reduce((sum, { add }) => sum + add, 0);
  return (inCycle.length > 0 ? inCycle : touchpoints.slice(-1)).reduce<
    { touch: Touchpoint; points: number } | undefined
  >((best, touch) => {
    const touchpointPoints = points(touch);
    return best !== undefined && best.points > touchpointPoints ? best : { touch, points: touchpointPoints };
  }, undefined)?.touch;
}
