import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Erasure } from '../domain/privacy/erasure.ts';
import type { Delivery } from './delivery-store.ts';
import type { Page } from './lead-store.ts';

/** The keys by which a lead's person can be found. */
export interface LookupKeys {
  readonly persons: readonly string[];
  readonly external: readonly string[];
  readonly submissions: readonly string[];
}

/** A stored body, as the search for a person sees it; a sample of a refused delivery has no status. */
export type StoredBody = Pick<Delivery, 'contentType' | 'body' | 'source' | 'sentAs' | 'corrected' | 'receivedAt'> & {
  readonly id: string;
  readonly status?: Delivery['status'];
};

/** Removes what is stored about a person. Every removal is idempotent. */
export interface PersonEraser {
  /**
   * Removes the person, the enrichment result, what is known of the CRM's record, and those keys that lead to this lead; a key that leads to another lead
   * stays.
   * @returns the number of rows removed
   */
  erasePerson(lead: LeadId, keys: LookupKeys): Promise<number>;
  /** Lists stored deliveries and refused samples page by page, in no particular order. */
  bodies(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<StoredBody>>;
  /** Lists the ids of stored bodies received at this moment or earlier, page by page; a page may be empty. */
  bodiesReceivedBy(moment: Instant, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<string>>;
  /** Removes a delivery or a refused sample with its body, wherever the body is. */
  eraseBody(id: string): Promise<void>;
  /**
   * Removes findings that quote one of these texts, compared without regard to case.
   * @returns the number of findings removed
   */
  eraseFindings(texts: readonly string[]): Promise<number>;
}

/**
 * Records of erasures, kept outside of the tables: a table that is restored must not lose what was erased from it.
 */
export interface ErasureRecords {
  save(erasure: Erasure): Promise<void>;
  /** Lists records, newest first. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Erasure>>;
}
