import type { Features } from '../features.ts';
import { type Instant, secondsBetween } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { LeadScore, ScorePart } from '../lead/routing-decision.ts';
import { fieldsIn, matchCondition } from '../plan/matches.ts';
import type { Plan, Scoring } from '../plan/plan.ts';

/** The part of a touchpoint that scoring uses. */
export interface ScoredTouchpoint {
  readonly touch: string;
  readonly at: Instant;
}

/**
 * Adds up the points of a lead at `now`. Fit points count once per matching condition. Behaviour points count once per
 * touchpoint, up to the newest `atMost`, and decay with age if the plan has a half-life. The points of each condition
 * are rounded to a whole number. Each sum is capped at its `max`. There is no floor: a total can be negative and then
 * falls into the lowest band. Touchpoints after `now` do not count, so the score at any past moment can be computed.
 */
export function calculateScore(
  scoring: Scoring,
  features: Features,
  touches: readonly ScoredTouchpoint[],
  now: Instant,
): LeadScore {
  const reasons: LeadScore['reasons'][number][] = [];
  for (const { when, add } of scoring.fit.points) {
    if (matchCondition(when, features).holds) reasons.push({ part: 'fit', fields: fieldsIn(when), points: add });
  }
  const past = touches.filter(({ at }) => at <= now);
  for (const { when, add, atMost = past.length } of scoring.behaviour.points) {
    const decayFactors = past
      .filter(({ touch }) => matchCondition(when, { ...features, touch }).holds)
      .map(({ at }) => decayFactorOf(scoring, secondsBetween(at, now)))
      .sort((a, b) => b - a)
      .slice(0, atMost);
    if (decayFactors.length > 0)
      reasons.push({ part: 'behaviour', fields: fieldsIn(when), points: decayedPointsOf(add, decayFactors) });
  }
  const fit = Math.min(sumOf(reasons, 'fit'), scoring.fit.max);
  const behaviour = Math.min(sumOf(reasons, 'behaviour'), scoring.behaviour.max);
  const total = fit + behaviour;
  return { total, fit, behaviour, band: bandForScore(scoring, total), reasons };
}

/** Returns the share of its points that a touchpoint still has, from 0 to 1. */
function decayFactorOf({ behaviour: { halfLifeSeconds } }: Scoring, ageSeconds: number): number {
  return halfLifeSeconds === undefined ? 1 : 0.5 ** (ageSeconds / halfLifeSeconds);
}

/** Rounds the points of a condition. Halves round away from zero, so added and subtracted points decay alike. */
function decayedPointsOf(add: number, worths: readonly number[]): number {
  const exact = Math.abs(add) * worths.reduce((sum, worth) => sum + worth, 0);
  return Math.sign(add) * Math.round(exact) || 0;
}

/** Returns the score of a lead at a moment, under a plan. */
export function scoreOf(
  lead: Pick<Lead, 'features' | 'touchpoints'>,
  plan: Pick<Plan, 'scoring'>,
  now: Instant,
): LeadScore {
  return calculateScore(plan.scoring, lead.features, lead.touchpoints, now);
}

/** Adds score and band to features, and the cycle of a recycled lead, so that conditions can use them. */
export function addScoreFeatures(features: Features, { total, band }: LeadScore, cycle = 0): Features {
  return { ...features, score: total, band, ...(cycle > 0 && { cycle }) };
}

function sumOf(reasons: LeadScore['reasons'], part: ScorePart): number {
  return reasons.reduce((sum, reason) => (reason.part === part ? sum + reason.points : sum), 0);
}

function bandForScore({ bands }: Scoring, total: number): string {
  const band = bands.find(({ from }) => total >= from) ?? bands.at(-1);
  if (band === undefined) throw new Error('a plan has no band');
  return band.band;
}
