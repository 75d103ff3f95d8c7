import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { NumberRange } from '../number-range.ts';

/** One row of the territory table: matching leads belong to this territory during this period. */
export interface TerritoryRow {
  /** Unique in the table and stable across imports. */
  readonly id: string;
  readonly territory: string;
  readonly team?: TeamId;
  readonly owner?: RepId;
  readonly match: TerritoryMatch;
  /** Start of the period, included. Absent: no start. */
  readonly from?: Instant;
  /** End of the period, excluded. Absent: no end. */
  readonly until?: Instant;
}

/** What a lead must be. An absent part matches every lead. */
export interface TerritoryMatch {
  /** ISO codes, `DE`. */
  readonly country?: readonly string[];
  /** ISO 3166-2 codes, `US-CA`. */
  readonly state?: readonly string[];
  /** Postal code prefixes without spaces, `80`. */
  readonly postal?: readonly string[];
  readonly region?: readonly string[];
  readonly segment?: readonly string[];
  readonly accountSegment?: readonly string[];
  readonly employees?: NumberRange;
}

/** Parts of a match that are lists of words, from finest to coarsest, and the feature that each is compared with. */
export const WORD_COLUMNS = {
  state: 'state',
  country: 'country',
  region: 'region',
  accountSegment: 'account.segment',
  segment: 'segment',
} as const;

export type WordColumn = keyof typeof WORD_COLUMNS;
export const WORD_COLUMN_NAMES = Object.keys(WORD_COLUMNS) as readonly WordColumn[];
