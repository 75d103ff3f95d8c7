import type { Features } from './features.ts';
import type { Instant } from './instant.ts';
import { fieldsIn, matches } from './plan/matches.ts';
import type { Scoring } from './plan/plan.ts';
import type { Score } from './routing/target.ts';

/** One sign of interest, as far as scoring looks at it. */
export interface ScoredTouch {
  readonly touch: string;
  readonly at: Instant;
}

/**
 * Adds up the points a lead has earned by `now`: fit once per condition that holds, behaviour once per touch in its
 * history, up to `atMost` touches. Each sum is cut at its `max`; neither has a floor, so a total may be below zero, and
 * then the lowest band holds it. Touches later than `now` do not count: the score of any past moment can be worked out.
 */
export function score(scoring: Scoring, features: Features, touches: readonly ScoredTouch[], now: Instant): Score {
  const reasons: Score['reasons'][number][] = [];
  for (const { when, add } of scoring.fit.points) {
    if (matches(when, features).holds) reasons.push({ part: 'fit', fields: fieldsIn(when), points: add });
  }
  const past = touches.filter(({ at }) => at <= now);
  for (const { when, add, atMost = past.length } of scoring.behaviour.points) {
    const counted = Math.min(past.filter(({ touch }) => matches(when, { ...features, touch }).holds).length, atMost);
    if (counted > 0) reasons.push({ part: 'behaviour', fields: fieldsIn(when), points: add * counted });
  }
  const fit = Math.min(sumOf(reasons, 'fit'), scoring.fit.max);
  const behaviour = Math.min(sumOf(reasons, 'behaviour'), scoring.behaviour.max);
  const total = fit + behaviour;
  return { total, fit, behaviour, band: bandOf(scoring, total), reasons };
}

function sumOf(reasons: Score['reasons'], part: 'fit' | 'behaviour'): number {
  return reasons.reduce((sum, reason) => (reason.part === part ? sum + reason.points : sum), 0);
}

function bandOf({ bands }: Scoring, total: number): string {
  const band = bands.find(({ from }) => total >= from) ?? bands.at(-1);
  if (band === undefined) throw new Error('a plan has no band');
  return band.band;
}
