import type { Features } from '../features.ts';
import { type Instant, secondsBetween } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Score } from '../lead/routing-decision.ts';
import { fieldsIn, matches } from '../plan/matches.ts';
import type { Plan, Scoring } from '../plan/plan.ts';

/** One sign of interest, as far as scoring looks at it. */
export interface ScoredTouch {
  readonly touch: string;
  readonly at: Instant;
}

/**
 * Adds up the points a lead has earned by `now`: fit once per condition that holds, behaviour once per touch in its
 * history, up to the newest `atMost` touches, each worth less as it ages if the plan has a half-life; a condition's points are rounded
 * to a whole number. Each sum is cut at its `max`; neither has a floor, so a total may be below zero, and
 * then the lowest band holds it. Touches later than `now` do not count: the score of any past moment can be worked out.
 */
export function score(scoring: Scoring, features: Features, touches: readonly ScoredTouch[], now: Instant): Score {
  const reasons: Score['reasons'][number][] = [];
  for (const { when, add } of scoring.fit.points) {
    if (matches(when, features).holds) reasons.push({ part: 'fit', fields: fieldsIn(when), points: add });
  }
  const past = touches.filter(({ at }) => at <= now);
  for (const { when, add, atMost = past.length } of scoring.behaviour.points) {
    const worths = past
      .filter(({ touch }) => matches(when, { ...features, touch }).holds)
      .map(({ at }) => worthOf(scoring, secondsBetween(at, now)))
      .sort((a, b) => b - a)
      .slice(0, atMost);
    if (worths.length > 0) reasons.push({ part: 'behaviour', fields: fieldsIn(when), points: pointsOf(add, worths) });
  }
  const fit = Math.min(sumOf(reasons, 'fit'), scoring.fit.max);
  const behaviour = Math.min(sumOf(reasons, 'behaviour'), scoring.behaviour.max);
  const total = fit + behaviour;
  return { total, fit, behaviour, band: bandOf(scoring, total), reasons };
}

/** The share of its points that a touch still has, of 1. */
function worthOf({ behaviour: { halfLifeSeconds } }: Scoring, ageSeconds: number): number {
  return halfLifeSeconds === undefined ? 1 : 0.5 ** (ageSeconds / halfLifeSeconds);
}

/** Halves are rounded away from zero, so that points given and taken off age alike. */
function pointsOf(add: number, worths: readonly number[]): number {
  const exact = Math.abs(add) * worths.reduce((sum, worth) => sum + worth, 0);
  return Math.sign(add) * Math.round(exact) || 0;
}

/** The score of a lead at a moment, under a plan. */
export function scoreOf(lead: Pick<Lead, 'features' | 'touches'>, plan: Pick<Plan, 'scoring'>, now: Instant): Score {
  return score(plan.scoring, lead.features, lead.touches, now);
}

/** Features with what the score makes of them, so that conditions may ask for score and band; and for the cycle of one that came back. */
export function withScore(features: Features, { total, band }: Score, cycle = 0): Features {
  return { ...features, score: total, band, ...(cycle > 0 && { cycle }) };
}

function sumOf(reasons: Score['reasons'], part: 'fit' | 'behaviour'): number {
  return reasons.reduce((sum, reason) => (reason.part === part ? sum + reason.points : sum), 0);
}

function bandOf({ bands }: Scoring, total: number): string {
  const band = bands.find(({ from }) => total >= from) ?? bands.at(-1);
  if (band === undefined) throw new Error('a plan has no band');
  return band.band;
}
