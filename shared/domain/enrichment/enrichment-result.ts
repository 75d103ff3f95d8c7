import type { Features } from '../features.ts';

/** What enrichment and matching found out about a lead, kept beside it until routing takes it over in its one write. */
export interface Found {
  readonly features: Features;
  /** Features that are guesses, such as a country read from a phone number or the ending of a domain; sorted. */
  readonly guessed: readonly string[];
  /** The account it belongs to, when one was recognised. */
  readonly account?: AccountMatch;
  /** How well it is known; absent when no plan says what to know. */
  readonly enrichment?: Coverage;
}

/** How a lead's company was looked up: not at all, in what is kept, at the provider, or in vain. */
export type LookUp = 'offline' | 'cached' | 'fetched' | 'failed';

/** How many of the fields that the plan routes by are known of a lead, guesses included. */
export interface Coverage {
  readonly outcome: LookUp;
  readonly wanted: number;
  readonly known: number;
  /** Those that are not known; sorted. */
  readonly missing: readonly string[];
}

/** Which known company a lead belongs to, and by what it was recognised. */
export interface AccountMatch {
  /** Absent only when a person said that it belongs to none that we know. */
  readonly account?: string;
  /** What a person said, robots leave. A match by name alone is a suggestion until a person has confirmed it. */
  readonly by: 'domain' | 'name' | 'person';
  readonly certain: boolean;
}
