import type { RepId } from '../../ids.ts';

/** Rounds a weight to thousandths, so every share is a quotient of whole numbers. */
function toThousandths(weight: number): number {
  return Math.max(0, Math.round(weight * 1000));
}

/** Whether a weight is large enough for a share. */
export function hasShare(weight: number): boolean {
  return toThousandths(weight) > 0;
}

/** Reps of one weight; each gets as many parts. */
interface WeightGroup {
  readonly reps: readonly RepId[];
  readonly whole: number;
}

/**
 * Splits a whole amount (possibly negative) by weight into whole parts that sum to exactly that amount. The rest after
 * rounding down goes one by one to the largest remainders, then by id, so the split is deterministic. Reps without
 * weight get no part. If nobody has a weight, the result is empty.
 *
 * Parts are computed once for each different weight: a team has many reps and few weights.
 */
export function splitByWeight(amount: number, weights: ReadonlyMap<RepId, number>): ReadonlyMap<RepId, number> {
  const repsByWeight = new Map<number, RepId[]>();
  for (const [rep, exact] of weights) {
    const weight = toThousandths(exact);
    if (weight === 0) continue;
    const reps = repsByWeight.get(weight);
    if (reps) reps.push(rep);
    else repsByWeight.set(weight, [rep]);
  }
  const byRemainder = groupByRemainder(Math.abs(amount), repsByWeight);
  const sign = amount < 0 ? -1 : 1;
  const groups = [...byRemainder.values()].flat();
  let left = Math.abs(amount) - groups.reduce((sum, { whole, reps }) => sum + whole * reps.length, 0);
  const result = new Map<RepId, number>();
  for (const alike of byRemainder.values()) {
    const count = alike.reduce((sum, { reps }) => sum + reps.length, 0);
    if (left > 0 && left < count) {
      const parts = alike.flatMap(({ reps, whole }) => reps.map((rep) => ({ rep, whole })));
      for (const { rep, whole } of parts.sort((a, b) => (a.rep < b.rep ? -1 : 1))) {
        result.set(rep, sign * (whole + (left > 0 ? 1 : 0)) + 0);
        left -= left > 0 ? 1 : 0;
      }
    } else {
      const extra = left > 0 ? 1 : 0;
      for (const { reps, whole } of alike) for (const rep of reps) result.set(rep, sign * (whole + extra) + 0);
      left -= extra * count;
    }
  }
  return result;
}

/** Returns the groups by what is left of a rep's exact part after rounding down, the largest first. */
function groupByRemainder(size: number, repsByWeight: ReadonlyMap<number, readonly RepId[]>) {
  let total = 0n;
  for (const [weight, reps] of repsByWeight) total += BigInt(weight) * BigInt(reps.length);
  const groups = [...repsByWeight].map(([weight, reps]) => {
    const product = BigInt(size) * BigInt(weight);
    return { reps, whole: Number(product / total), remainder: product % total };
  });
  groups.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  return Map.groupBy<bigint, WeightGroup & { readonly remainder: bigint }>(groups, ({ remainder }) => remainder);
}
