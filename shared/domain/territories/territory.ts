import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { NumberRange } from '../number-range.ts';

/** One row of the territory table: leads of this kind belong to this territory, from a day until another. */
export interface TerritoryRow {
  /** Unique in the table, the same from one import to the next. */
  readonly id: string;
  readonly territory: string;
  readonly team?: TeamId;
  readonly owner?: RepId;
  readonly match: TerritoryMatch;
  /** In force from then on; absent: since ever. */
  readonly from?: Instant;
  /** No longer in force at this moment; absent: for ever. */
  readonly until?: Instant;
}

/** What a lead must be; a part that is absent lets every lead pass. */
export interface TerritoryMatch {
  /** ISO codes, `DE`. */
  readonly country?: readonly string[];
  /** ISO 3166-2 codes, `US-CA`. */
  readonly state?: readonly string[];
  /** Beginnings of postal codes, `80`, without blanks. */
  readonly postal?: readonly string[];
  readonly region?: readonly string[];
  readonly segment?: readonly string[];
  readonly accountSegment?: readonly string[];
  readonly employees?: NumberRange;
}

/** Parts of a match that are lists of words, from the finest to the coarsest, and the feature each is held against. */
export const WORD_COLUMNS = {
  state: 'state',
  country: 'country',
  region: 'region',
  accountSegment: 'account.segment',
  segment: 'segment',
} as const;

export type WordColumn = keyof typeof WORD_COLUMNS;
export const WORD_COLUMN_NAMES = Object.keys(WORD_COLUMNS) as readonly WordColumn[];
