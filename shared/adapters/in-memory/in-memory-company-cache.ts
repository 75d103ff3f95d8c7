import type { Instant } from '../../domain/instant.ts';
import type { CompanyCache, KeptCompany } from '../../ports/company-cache.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Fake of the company cache. */
export class MemoryCompanyCache implements CompanyCache {
  readonly #kept = new Map<string, KeptCompany>();

  async get(domain: string, now: Instant): Promise<KeptCompany | undefined> {
    const kept = this.#kept.get(domain);
    return kept && kept.until > now ? kept : undefined;
  }

  async keep(domain: string, company: KeptCompany): Promise<void> {
    this.#kept.set(domain, frozenCopy(company));
  }
}
