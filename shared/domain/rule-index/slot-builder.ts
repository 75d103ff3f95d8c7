import type { NumberRange } from '../number-range.ts';
import type { FieldTest } from '../plan/condition.ts';
import { normaliseWords } from '../plan/matches.ts';
import { addTerm, cloneTermSet, removeTerm, type TermSet } from './term-set.ts';

/** What one text, prefix, phrase or range of a field changes: terms that it lets pass, and terms that it stops. */
export interface Entry {
  readonly lets: number[];
  readonly stops: number[];
}

/** A range, and what it changes for a value that lies within it. */
export interface RangeEntry {
  readonly range: NumberRange;
  readonly entry: Entry;
}

/** Tests of one field, each of another term, arranged by what they compare. */
export interface SlotTables {
  readonly texts: ReadonlyMap<string, Entry>;
  readonly prefixes: ReadonlyMap<string, Entry>;
  /** The different lengths of the prefixes, in characters. */
  readonly prefixLengths: readonly number[];
  readonly phrases: ReadonlyMap<string, Entry>;
  /** The length of the longest phrase, in words. */
  readonly longestPhrase: number;
  readonly ranges: readonly RangeEntry[];
  /** Terms that pass while nothing above says otherwise: when the field is known, and when it is not. */
  readonly known: TermSet;
  readonly unknown: TermSet;
}

/** Arranges the tests of one field so that a value is looked up instead of compared with each of them. */
export class SlotBuilder {
  readonly #texts = new Map<string, Entry>();
  readonly #prefixes = new Map<string, Entry>();
  readonly #phrases = new Map<string, Entry>();
  readonly #ranges = new Map<string, RangeEntry>();
  readonly #tested: number[] = [];
  readonly #passesKnown: number[] = [];
  readonly #passesUnknown: number[] = [];

  /** Adds a term: it passes if one of these tests does. */
  add(term: number, tests: readonly FieldTest[]): void {
    this.#tested.push(term);
    for (const test of tests) this.#addTest(term, test);
  }

  #addTest(term: number, test: FieldTest): void {
    switch (test.op) {
      case 'in':
        for (const entry of this.#entriesOfTexts(test.values)) entry.lets.push(term);
        break;
      case 'is':
        entryOf(this.#texts, String(test.value)).lets.push(term);
        break;
      case 'not':
        this.#passesKnown.push(term);
        this.#passesUnknown.push(term);
        for (const entry of this.#entriesOfTexts(test.values)) entry.stops.push(term);
        break;
      case 'starts':
        entryOf(this.#prefixes, test.with.toLowerCase()).lets.push(term);
        break;
      case 'has':
        for (const phrase of new Set(test.words.map(normaliseWords)))
          if (phrase !== '') entryOf(this.#phrases, phrase).lets.push(term);
        break;
      case 'within':
        this.#addRange(term, { from: test.from, ...(test.to !== undefined && { to: test.to }) });
        break;
      case 'known':
        this.#passesKnown.push(term);
        break;
      case 'unknown':
        this.#passesUnknown.push(term);
    }
  }

  /** Returns the entries of some texts. Each is found by the text as written too, which saves changing its case. */
  #entriesOfTexts(values: readonly string[]): ReadonlySet<Entry> {
    return new Set(
      values.map((value) => {
        const entry = entryOf(this.#texts, value.toLowerCase());
        this.#texts.set(value, entry);
        return entry;
      }),
    );
  }

  #addRange(term: number, range: NumberRange): void {
    const key = `${range.from}..${range.to ?? ''}`;
    const found = this.#ranges.get(key) ?? { range, entry: { lets: [], stops: [] } };
    found.entry.lets.push(term);
    this.#ranges.set(key, found);
  }

  /** Returns the tables. `all` has every term of the index. */
  build(all: TermSet): SlotTables {
    const untested = cloneTermSet(all);
    for (const term of this.#tested) removeTerm(untested, term);
    return {
      texts: this.#texts,
      prefixes: this.#prefixes,
      prefixLengths: [...new Set([...this.#prefixes.keys()].map(({ length }) => length))],
      phrases: this.#phrases,
      longestPhrase: Math.max(0, ...[...this.#phrases.keys()].map((phrase) => phrase.split(' ').length)),
      ranges: [...this.#ranges.values()],
      known: withTerms(untested, this.#passesKnown),
      unknown: withTerms(untested, this.#passesUnknown),
    };
  }
}

function entryOf(entries: Map<string, Entry>, key: string): Entry {
  const found = entries.get(key) ?? { lets: [], stops: [] };
  entries.set(key, found);
  return found;
}

function withTerms(set: TermSet, terms: readonly number[]): TermSet {
  const result = cloneTermSet(set);
  for (const term of terms) addTerm(result, term);
  return result;
}
