import type { Instant } from '../../domain/instant.ts';
import type { CachedCompany, CompanyCache } from '../../ports/company-cache.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the company cache. */
export class InMemoryCompanyCache implements CompanyCache {
  readonly #companies = new Map<string, CachedCompany>();

  async get(domain: string, now: Instant): Promise<CachedCompany | undefined> {
    const kept = this.#companies.get(domain);
    return kept && kept.until > now ? kept : undefined;
  }

  async save(domain: string, company: CachedCompany): Promise<void> {
    this.#companies.set(domain, copyFrozen(company));
  }
}
