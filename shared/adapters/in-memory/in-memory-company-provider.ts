import type { CompanyFacts, CompanyProvider, ProviderAnswer } from '../../ports/company-provider.ts';

/** Fake of a provider: knows these companies and can be down. Records its requests. */
export class InMemoryCompanyProvider implements CompanyProvider {
  readonly requests: string[] = [];
  isDown = false;
  questionCode = 'who';
  readonly #companies: ReadonlyMap<string, CompanyFacts>;

  constructor(companies: Readonly<Record<string, CompanyFacts>>) {
    this.#companies = new Map(Object.entries(companies));
  }

  async lookUp(domain: string): Promise<ProviderAnswer> {
    this.requests.push(domain);
    if (this.isDown) return { outcome: 'failed', because: 'status_503' };
    const facts = this.#companies.get(domain);
    return facts ? { outcome: 'found', facts } : { outcome: 'unknown' };
  }
}
