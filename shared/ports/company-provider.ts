/** Facts about a company under our field names, as raw texts: `{ employees: '250', country: 'Germany' }`. */
export type CompanyFacts = Readonly<Record<string, string>>;

/**
 * A provider's answer about a company. `failed`: the provider could not be reached or its answer could not be read;
 * `because` is a code.
 */
export type ProviderAnswer =
  | { readonly outcome: 'found'; readonly facts: CompanyFacts }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'failed'; readonly because: string };

/**
 * An external provider of company facts, by domain. Only the domain ever leaves Baton. A failure is returned as an
 * answer, so that no lead waits for it.
 */
export interface CompanyProvider {
  /** A code for the provider and the fields asked for. Answers cached under another code are asked for again. */
  readonly questionCode: string;
  lookUp(domain: string): Promise<ProviderAnswer>;
}
