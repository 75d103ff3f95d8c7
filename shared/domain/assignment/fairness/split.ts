import type { RepId } from '../../ids.ts';

/** Weights count to a thousandth, which keeps every share a quotient of whole numbers. */
function thousandths(weight: number): bigint {
  return BigInt(Math.max(0, Math.round(weight * 1000)));
}

/** Whether a weight is enough for a share. */
export function hasShare(weight: number): boolean {
  return thousandths(weight) > 0n;
}

/**
 * Splits a whole amount (negative too) by weight into whole parts that sum to exactly that amount. What is left after
 * rounding down goes one by one to the largest remainders, then by id, so that the same input always gives the same split.
 * Reps without weight get no part; with no weight at all there are no parts.
 */
export function split(amount: number, weights: ReadonlyMap<RepId, number>): ReadonlyMap<RepId, number> {
  const shares = [...weights]
    .map(([rep, weight]) => ({ rep, weight: thousandths(weight) }))
    .filter((s) => s.weight > 0n);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return new Map();
  const size = BigInt(Math.abs(amount));
  const sign = amount < 0 ? -1 : 1;
  const parts = shares.map(({ rep, weight }) => ({
    rep,
    whole: (size * weight) / total,
    remainder: (size * weight) % total,
  }));
  let left = size - parts.reduce((sum, { whole }) => sum + whole, 0n);
  parts.sort((a, b) => (a.remainder === b.remainder ? (a.rep < b.rep ? -1 : 1) : a.remainder > b.remainder ? -1 : 1));
  const result = new Map<RepId, number>();
  for (const { rep, whole } of parts) {
    const extra = left > 0n ? 1n : 0n;
    left -= extra;
    result.set(rep, sign * Number(whole + extra) + 0);
  }
  return result;
}
