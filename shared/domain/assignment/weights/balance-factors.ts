import type { RepId } from '../../ids.ts';

/** A rep's own weight, and by how much their results alone would multiply it; both are above 0. */
export interface RawFactor {
  readonly rep: RepId;
  readonly weight: number;
  readonly raw: number;
}

/** Halvings of the interval in which the scale is sought: more than a double can tell apart. */
const HALVINGS = 80;
/** Weights have a resolution of a thousandth. */
const RESOLUTION = 1000;

/**
 * Scales factors so that the weights of all reps keep their sum, and holds each between 1 / `atMost` and `atMost`. So each
 * bound is one on the rep's share of all turns, not only on the factor. Rounded to thousandths, inwards at the bounds.
 * The order of the raw factors is kept.
 */
export function balanceFactors(reps: readonly RawFactor[], atMost: number): ReadonlyMap<RepId, number> {
  const least = Math.ceil(RESOLUTION / atMost) / RESOLUTION;
  const most = Math.floor(RESOLUTION * atMost) / RESOLUTION;
  const within = (factor: number) => Math.min(most, Math.max(least, factor));
  const sumAt = (scale: number) => reps.reduce((sum, { weight, raw }) => sum + weight * within(scale * raw), 0);
  const target = reps.reduce((sum, { weight }) => sum + weight, 0);
  let [low, high] = [0, most / Math.min(...reps.map(({ raw }) => raw))];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (sumAt(middle) < target) low = middle;
    else high = middle;
  }
  return new Map(reps.map(({ rep, raw }) => [rep, Math.round(within(high * raw) * RESOLUTION) / RESOLUTION]));
}
