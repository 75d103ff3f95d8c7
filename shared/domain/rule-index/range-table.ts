import { isWithinRange, type NumberRange } from '../number-range.ts';
import type { RangeEntry } from './slot-builder.ts';
import { addTerm, cloneTermSet, copyTermSet, type TermSet } from './term-set.ts';

/** Terms listed for all segments together, at most: 8 MB. Plans with more are searched range by range. */
const MAX_LISTED_TERMS = 2_000_000;

/**
 * Finds the terms of the ranges that contain a value. The ends of the ranges cut the whole numbers into segments, and
 * each segment lists the terms that it lets pass: elementary intervals, as at the leaves of a segment tree (de Berg et
 * al., "Computational Geometry", chapter 10). The lists lie one after the other, which is what makes them fast to read.
 */
export class RangeTable {
  readonly #ranges: readonly RangeEntry[];
  /** The first number of each segment but the one before all ranges, rising. */
  readonly #starts: Float64Array;
  readonly #listed: Int32Array | undefined;
  /** Where the list of each segment starts, and where the last one ends. */
  readonly #offsets: Int32Array;
  /** Sets of segments with so many terms that adding them one by one would take longer than to copy a set. */
  readonly #prepared: readonly (TermSet | undefined)[];
  readonly #known: TermSet;

  /** `known` has the terms that pass whatever the number is. */
  constructor(ranges: readonly RangeEntry[], known: TermSet) {
    this.#ranges = ranges;
    this.#known = known;
    const cuts = ranges.flatMap(({ range: { from, to } }) => (to === undefined ? [from] : [from, to + 1]));
    this.#starts = Float64Array.from(new Set(cuts)).sort();
    this.#offsets = new Int32Array(this.#starts.length + 1);
    this.#listed = this.#listTerms();
    this.#prepared = Array.from(this.#starts, (_, segment) => this.#prepareSegment(segment));
  }

  #listTerms(): Int32Array | undefined {
    const lists: number[][] = Array.from(this.#starts, () => []);
    let count = 0;
    for (const { range, entry } of this.#ranges) {
      const end = range.to === undefined ? lists.length : this.#segmentOf(range.to + 1);
      for (let segment = this.#segmentOf(range.from); segment < end; segment += 1) {
        lists[segment]?.push(...entry.lets);
        count += entry.lets.length;
        if (count > MAX_LISTED_TERMS) return undefined;
      }
    }
    let offset = 0;
    for (const [segment, list] of lists.entries()) {
      offset += list.length;
      this.#offsets[segment + 1] = offset;
    }
    return Int32Array.from(lists.flat());
  }

  #prepareSegment(segment: number): TermSet | undefined {
    const count = (this.#offsets[segment + 1] ?? 0) - (this.#offsets[segment] ?? 0);
    if (count < this.#known.words.length) return undefined;
    const set = cloneTermSet(this.#known);
    this.#addListed(set, segment);
    return set;
  }

  /** Returns the terms that pass with a number: a set of its own, or `buffer`. */
  passing(value: number, buffer: TermSet): TermSet {
    const segment = this.#segmentOf(value);
    const prepared = this.#prepared[segment];
    if (prepared !== undefined) return prepared;
    copyTermSet(buffer, this.#known);
    if (this.#listed === undefined) addTermsOfBucket(buffer, { from: value, to: value }, this.#ranges);
    else if (segment >= 0) this.#addListed(buffer, segment);
    return buffer;
  }

  #addListed(set: TermSet, segment: number): void {
    const end = this.#offsets[segment + 1] ?? 0;
    for (let index = this.#offsets[segment] ?? end; index < end; index += 1) addTerm(set, this.#listed?.[index] ?? 0);
  }

  /** Returns the number of the segment that a value lies in; -1 before all ranges. */
  #segmentOf(value: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Adds the terms that a bucket such as 100-999 lets pass: those of the ranges that it lies within. */
export function addTermsOfBucket(set: TermSet, bucket: NumberRange, ranges: readonly RangeEntry[]): void {
  for (const { range, entry } of ranges) {
    if (isWithinRange(bucket, range)) for (const term of entry.lets) addTerm(set, term);
  }
}
