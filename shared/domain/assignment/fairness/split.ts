import type { RepId } from '../../ids.ts';

/** Rounds a weight to thousandths, so every share is a quotient of whole numbers. */
function toThousandths(weight: number): bigint {
  return BigInt(Math.max(0, Math.round(weight * 1000)));
}

/** Whether a weight is large enough for a share. */
export function hasShare(weight: number): boolean {
  return toThousandths(weight) > 0n;
}

/**
 * Splits a whole amount (possibly negative) by weight into whole parts that sum to exactly that amount. The rest after
 * rounding down goes one by one to the largest remainders, then by id, so the split is deterministic. Reps without
 * weight get no part. If nobody has a weight, the result is empty.
 */
export function splitByWeight(amount: number, weights: ReadonlyMap<RepId, number>): ReadonlyMap<RepId, number> {
  const shares = [...weights]
    .map(([rep, weight]) => ({ rep, weight: toThousandths(weight) }))
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
