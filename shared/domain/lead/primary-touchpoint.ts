import type { Features } from '../features.ts';
import { matches } from '../plan/matches.ts';
import type { Scoring } from '../plan/plan.ts';
import type { Lead, Touch } from './lead.ts';

/**
 * Returns the touchpoint that a lead is routed by and that selects its SLA: the one in the current cycle that scores
 * the most points in the plan, the newest of equals, so that a download after a demo request does not demote the lead.
 * A lead that was recycled without a touchpoint uses its last one.
 */
export function leadingTouch(
  lead: Pick<Lead, 'touches' | 'cycleFrom'>,
  scoring: Scoring,
  features: Features,
): Touch | undefined {
  const { touches, cycleFrom = '' } = lead;
  const inCycle = touches.filter(({ at }) => at >= cycleFrom);
  const points = ({ touch }: Touch): number =>
    scoring.behaviour.points
      .filter(({ when }) => matches(when, { ...features, touch }).holds)
      .reduce((sum, { add }) => sum + add, 0);
  return (inCycle.length > 0 ? inCycle : touches.slice(-1)).reduce<{ touch: Touch; points: number } | undefined>(
    (best, touch) => {
      const worth = points(touch);
      return best !== undefined && best.points > worth ? best : { touch, points: worth };
    },
    undefined,
  )?.touch;
}
