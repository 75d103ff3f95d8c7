/** How flagged and other leads of a rule fall inside and outside a pattern. */
interface FourFold {
  readonly flagged: number;
  readonly others: number;
  readonly ofFlagged: number;
  readonly ofOthers: number;
}

/**
 * Returns the chance, 0 to 1, that at least so many of the flagged leads match if matching has nothing to do with being
 * flagged: the upper tail of Fisher's exact test (Fisher, "The Design of Experiments", 1935).
 */
export function chanceOf({ flagged, others, ofFlagged, ofOthers }: FourFold): number {
  const matching = flagged + others;
  const all = chooseLog(ofFlagged + ofOthers, matching);
  let chance = 0;
  for (let count = flagged; count <= Math.min(ofFlagged, matching); count++) {
    if (matching - count > ofOthers) continue;
    chance += Math.exp(chooseLog(ofFlagged, count) + chooseLog(ofOthers, matching - count) - all);
  }
  return Math.min(1, chance);
}

/** Returns the logarithm of the number of ways to choose so many of a number of things. */
function chooseLog(of: number, count: number): number {
  const fewer = Math.min(count, of - count);
  let log = 0;
  for (let step = 1; step <= fewer; step++) log += Math.log((of - fewer + step) / step);
  return log;
}
