import type { Features } from './features.ts';

/** What enrichment and matching found out about a lead, kept beside it until routing takes it over in its one write. */
export interface Found {
  readonly features: Features;
  /** Features that are guesses, such as a country read from a phone number or the ending of a domain; sorted. */
  readonly guessed: readonly string[];
  /** The account it belongs to, when one was recognised. */
  readonly account?: AccountMatch;
}

/** Which known company a lead belongs to, and by what it was recognised. */
export interface AccountMatch {
  readonly account: string;
  /** `parent`: through the company above it. A match by name alone is a suggestion until a person has confirmed it. */
  readonly by: 'domain' | 'parent' | 'name' | 'person';
  readonly certain: boolean;
}
