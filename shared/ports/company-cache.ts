import type { Instant } from '../domain/instant.ts';
import type { CompanyFacts, CompanyProvider } from './company-provider.ts';

/** What was learned about a company. Without `facts`: that the provider does not know it. */
export interface KeptCompany {
  readonly facts?: CompanyFacts;
  /** To which question it is the answer. */
  readonly question?: CompanyProvider['question'];
  /** From then on it is as if nothing had been kept, however late the row itself goes. */
  readonly until: Instant;
}

/** What was learned about companies, by domain, so that each is asked about once in a while only. */
export interface CompanyCache {
  get(domain: string, now: Instant): Promise<KeptCompany | undefined>;
  keep(domain: string, company: KeptCompany): Promise<void>;
}
