/** Returns the least of some numbers that a share of them does not exceed, by nearest rank. @throws without numbers */
export function percentileOf(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('percentile of nothing: expected at least one number');
  return found;
}
