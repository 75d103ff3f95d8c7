import type { FeatureValue } from '../features.ts';
import { isRangeNumber, phrasesOf, rangesOfFeature, textsOfFeature } from './field-value.ts';
import { addTermsOfBucket, RangeTable } from './range-table.ts';
import type { Entry, SlotTables } from './slot-builder.ts';
import { addTerm, cloneTermSet, copyTermSet, removeTerm, type TermSet } from './term-set.ts';

/** Numbers of a field that are compared with each range before a table of them is made. */
const NUMBERS_BEFORE_TABLE = 50;

/**
 * Finds the terms that the value of one field lets pass. The set it returns is valid until it is asked again: sets that
 * are not prepared are made in a buffer, so that asking allocates little.
 */
export class Slot {
  readonly field: string;
  readonly #tables: SlotTables;
  #rangeTable: RangeTable | undefined;
  #numbersAsked = 0;
  readonly #buffer: TermSet;
  /** Sets of texts with so many terms that adding them one by one would take longer than to copy a set. */
  readonly #prepared = new Map<Entry, TermSet>();
  readonly #hasTextsOnly: boolean;
  readonly #hasRangesOnly: boolean;

  constructor(field: string, tables: SlotTables) {
    this.field = field;
    this.#tables = tables;
    this.#buffer = cloneTermSet(tables.known);
    const hasPhrasesOrPrefixes = tables.prefixes.size > 0 || tables.longestPhrase > 0;
    this.#hasTextsOnly = tables.ranges.length === 0 && !hasPhrasesOrPrefixes;
    this.#hasRangesOnly = tables.texts.size === 0 && !hasPhrasesOrPrefixes;
    for (const entry of tables.texts.values()) {
      if (entry.lets.length + entry.stops.length < tables.known.words.length) continue;
      const set = cloneTermSet(tables.known);
      applyEntries(set, [entry]);
      this.#prepared.set(entry, cloneTermSet(set));
    }
  }

  /** Returns the terms that a value lets pass, or that pass without one. */
  passing(value: FeatureValue | undefined): TermSet {
    if (value === undefined) return this.#tables.unknown;
    if (this.#hasTextsOnly && typeof value === 'string') return this.#passingText(value);
    const table = this.#hasRangesOnly && isRangeNumber(value) ? this.#rangeTableIfWorthIt() : undefined;
    if (table !== undefined && isRangeNumber(value)) return table.passing(value, this.#buffer);
    copyTermSet(this.#buffer, this.#tables.known);
    this.#fillBuffer(value);
    return this.#buffer;
  }

  /** A function that decides about a few leads compares ranges: the table takes longer to make. */
  #rangeTableIfWorthIt(): RangeTable | undefined {
    this.#numbersAsked += 1;
    if (this.#numbersAsked > NUMBERS_BEFORE_TABLE)
      this.#rangeTable ??= new RangeTable(this.#tables.ranges, this.#tables.known);
    return this.#rangeTable;
  }

  #passingText(value: string): TermSet {
    // As the plan writes it, most often.
    const entry = this.#tables.texts.get(value) ?? this.#tables.texts.get(value.toLowerCase());
    if (entry === undefined) return this.#tables.known;
    const prepared = this.#prepared.get(entry);
    if (prepared !== undefined) return prepared;
    copyTermSet(this.#buffer, this.#tables.known);
    applyEntries(this.#buffer, [entry]);
    return this.#buffer;
  }

  #fillBuffer(value: FeatureValue): void {
    const { texts, prefixes, prefixLengths, phrases, longestPhrase, ranges } = this.#tables;
    const given = textsOfFeature(value);
    const found: Entry[] = [];
    for (const text of given) {
      addFound(found, texts.get(text));
      for (const length of prefixLengths) {
        if (text.length >= length) addFound(found, prefixes.get(text.slice(0, length)));
      }
    }
    if (longestPhrase > 0) for (const phrase of phrasesOf(given, longestPhrase)) addFound(found, phrases.get(phrase));
    if (ranges.length > 0)
      for (const range of rangesOfFeature(value, given)) addTermsOfBucket(this.#buffer, range, ranges);
    applyEntries(this.#buffer, found);
  }
}

function addFound(found: Entry[], entry: Entry | undefined): void {
  if (entry !== undefined) found.push(entry);
}

/** What is stopped stays stopped, whatever lets it pass. */
function applyEntries(set: TermSet, entries: readonly Entry[]): void {
  for (const { lets } of entries) for (const term of lets) addTerm(set, term);
  for (const { stops } of entries) for (const term of stops) removeTerm(set, term);
}
