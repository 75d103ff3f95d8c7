import type { Counters } from './counters.ts';

/**
 * How far a quantile read from a sketch may be from the true one, as a share of the true one.
 * Masson, Rim and Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12 (2019) 2195–2205.
 */
export const RELATIVE_ERROR = 0.02;

/** Each bucket's upper end is so many times its lower end; then the middle of a bucket is within the error of all it holds. */
const GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** The bucket for what took no time at all, or less than none by a sender's clock that is ahead of ours. */
const NOTHING = 'zero';

/**
 * The bucket a duration falls into: bucket i holds milliseconds from GROWTH^(i−1), exclusive, to GROWTH^i, inclusive; below one
 * millisecond everything is zero. Counts in buckets just add up, so days, teams and leads merge in any order.
 */
export function bucketOf(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  return milliseconds < 1 ? NOTHING : String(Math.ceil(Math.log(milliseconds) / Math.log(GROWTH)));
}

/** One duration, as a counter under this name. */
export function sketched(name: string, seconds: number): Counters {
  return { [`${name}:${bucketOf(seconds)}`]: 1 };
}

interface Bucket {
  /** Stands for everything in the bucket. */
  readonly seconds: number;
  readonly count: number;
}

/** The buckets that the counters hold under a name, shortest first. */
export function bucketsOf(counters: Counters, name: string): readonly Bucket[] {
  const prefix = `${name}:`;
  return Object.entries(counters)
    .filter(([counter, count]) => counter.startsWith(prefix) && count > 0)
    .map(([counter, count]) => ({ seconds: secondsOf(counter.slice(prefix.length)), count }))
    .sort((a, b) => a.seconds - b.seconds);
}

/**
 * The value of rank ⌈share · n⌉ of n (nearest rank; for an even number the median is the lower of the middle two), within
 * {@link RELATIVE_ERROR} of the exact one. Undefined of nothing.
 */
export function quantile(buckets: readonly Bucket[], share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * buckets.reduce((sum, { count }) => sum + count, 0)));
  let seen = 0;
  for (const { seconds, count } of buckets) {
    seen += count;
    if (seen >= rank) return seconds;
  }
  return undefined;
}

function secondsOf(bucket: string): number {
  return bucket === NOTHING ? 0 : (2 * GROWTH ** Number(bucket)) / (GROWTH + 1) / 1000;
}
