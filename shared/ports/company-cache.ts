import type { Instant } from '../domain/instant.ts';
import type { CompanyFacts, CompanyProvider } from './company-provider.ts';

/** A cached provider answer about a company. Without `facts`: the provider does not know the company. */
export interface CachedCompany {
  readonly facts?: CompanyFacts;
  /** The provider's question that this answers. */
  readonly question?: CompanyProvider['questionCode'];
  /** The entry counts as absent from then on, however late its row is deleted. */
  readonly until: Instant;
}

/** Caches provider answers by domain, so that each company is looked up only once in a while. */
export interface CompanyCache {
  get(domain: string, now: Instant): Promise<CachedCompany | undefined>;
  save(domain: string, company: CachedCompany): Promise<void>;
}
