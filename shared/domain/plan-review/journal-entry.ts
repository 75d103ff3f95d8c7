import type { Instant } from '../instant.ts';

/**
 * What a plan's owner must know besides its versions. `review`: somebody looked at the version in force and left it as it
 * is. `teams`, `territories`: an import changed who is in which team, or the territories.
 */
export type JournalEntry = { readonly at: Instant; readonly by: string } & (
  | {
      readonly kind: 'review';
      readonly version: number;
      readonly why: string;
      /** The day of the next review. */
      readonly next?: string;
    }
  | {
      readonly kind: 'teams' | 'territories';
      /** How many rows the import changed. */
      readonly rows: number;
    }
);
