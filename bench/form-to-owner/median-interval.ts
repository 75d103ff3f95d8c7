/** The middle of some numbers, and the bounds between which the median of all such numbers lies. */
export interface MedianInterval {
  readonly median: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the median of some numbers with an interval that holds the true median at least 19 times out of 20. It needs no
 * assumption about how the numbers are spread: each lies below the true median with one chance in two (the sign test
 * turned round; Conover, Practical Nonparametric Statistics, 3rd edition, section 3.2).
 * @throws with fewer than six numbers, for which there is no such interval
 */
export function intervalOfMedian(numbers: readonly number[]): MedianInterval {
  const sorted = numbers.toSorted((a, b) => a - b);
  const count = sorted.length;
  let below = 0;
  let tail = 0.5 ** count;
  for (let chance = tail; ; below += 1) {
    chance *= (count - below) / (below + 1);
    if (tail + chance > 0.025) break;
    tail += chance;
  }
  const [from, to] = [sorted[below], sorted[count - 1 - below]];
  const [left, right] = [sorted[Math.floor((count - 1) / 2)], sorted[Math.ceil((count - 1) / 2)]];
  if (count < 6 || from === undefined || to === undefined || left === undefined || right === undefined)
    throw new Error(`interval of a median: expected six numbers or more, found ${count}`);
  return { median: (left + right) / 2, from, to };
}
