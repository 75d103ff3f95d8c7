import type { Features } from '../features.ts';
import type { PilotPlace } from '../pilot/pilot.ts';

/**
 * The result of enrichment and account matching. Stored beside the lead until routing includes it in its single write.
 */
export interface EnrichmentResult {
  /** New each time a lead is enriched, so that a score can name the result it was computed from. */
  readonly resultId: string;
  readonly features: Features;
  /** Features that are guesses, such as a country read from a phone number or from a domain's ending; sorted. */
  readonly guessedFields: readonly string[];
  /** The matching account, if there is one. */
  readonly account?: AccountMatch;
  /** Enrichment coverage; absent if no plan says which fields to know. */
  readonly enrichment?: EnrichmentCoverage;
  /** Where its account is in the pilot that ran then; that says which plan it was enriched for. */
  readonly pilot?: PilotPlace;
}

/** How a lead's company was looked up: not at all, in the cache, at the provider, or without success. */
export const COMPANY_LOOK_UP_OUTCOMES = ['offline', 'cached', 'fetched', 'failed'] as const;
export type CompanyLookUpOutcome = (typeof COMPANY_LOOK_UP_OUTCOMES)[number];

/** Enrichment coverage: how many of the fields the plan routes by are known for a lead, guesses included. */
export interface EnrichmentCoverage {
  readonly outcome: CompanyLookUpOutcome;
  readonly wantedCount: number;
  readonly knownCount: number;
  /** Fields that are not known; sorted. */
  readonly missing: readonly string[];
}

/** What an account can be matched by: the domain, the name, or a person's decision. */
export const ACCOUNT_MATCH_KINDS = ['domain', 'name', 'person'] as const;

/** Which account a lead belongs to, and what it was matched by. */
export interface AccountMatch {
  /** Absent only if a person decided that it belongs to no known account. */
  readonly account?: string;
  /**
   * The system never overrides a person's decision. A match by name alone is a suggestion until a person confirms it.
   */
  readonly matchedBy: (typeof ACCOUNT_MATCH_KINDS)[number];
  readonly isCertain: boolean;
}
