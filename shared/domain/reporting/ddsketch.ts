import type { Counters } from './counters.ts';

/**
 * Maximum error of a quantile read from a sketch, relative to the true value. Masson, Rim and Lee, "DDSketch: A Fast
 * and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12 (2019) 2195–2205.
 */
export const RELATIVE_ERROR = 0.02;

/**
 * Ratio of each bucket's upper end to its lower end. With this ratio the middle of a bucket is within the error of
 * every value in it.
 */
const GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** The bucket for durations of zero, or below zero if the sender's clock is ahead of Baton's. */
const ZERO_BUCKET = 'zero';

/**
 * Returns the bucket a duration falls into. Bucket i holds milliseconds from GROWTH^(i−1), exclusive, to GROWTH^i,
 * inclusive; anything below one millisecond is zero. Counts in buckets are simply added, so days, teams and leads can
 * be merged in any order.
 */
export function durationBucketOf(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  return milliseconds < 1 ? ZERO_BUCKET : String(Math.ceil(Math.log(milliseconds) / Math.log(GROWTH)));
}

/** Returns one duration as a counter under this name. */
export function countDuration(name: string, seconds: number): Counters {
  return { [`${name}:${durationBucketOf(seconds)}`]: 1 };
}

interface Bucket {
  /** Represents every value in the bucket. */
  readonly seconds: number;
  readonly count: number;
}

/** Returns the buckets that the counters hold under a name, shortest duration first. */
export function bucketsOf(counters: Counters, name: string): readonly Bucket[] {
  const prefix = `${name}:`;
  return Object.entries(counters)
    .filter(([counter, count]) => counter.startsWith(prefix) && count > 0)
    .map(([counter, count]) => ({ seconds: bucketSecondsOf(counter.slice(prefix.length)), count }))
    .sort((a, b) => a.seconds - b.seconds);
}

/**
 * Returns the value of rank ⌈share · n⌉ of n (nearest rank; for an even number the median is the lower of the middle
 * two), within {@link RELATIVE_ERROR} of the exact value. Undefined if there are no values.
 */
export function quantileOf(buckets: readonly Bucket[], share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * buckets.reduce((sum, { count }) => sum + count, 0)));
  let cumulative = 0;
  for (const { seconds, count } of buckets) {
    cumulative += count;
    if (cumulative >= rank) return seconds;
  }
  return undefined;
}

function bucketSecondsOf(bucket: string): number {
  return bucket === ZERO_BUCKET ? 0 : (2 * GROWTH ** Number(bucket)) / (GROWTH + 1) / 1000;
}
