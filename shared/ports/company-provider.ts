/** What is known of a company, by our names of fields, as texts that have not been read yet: `{ employees: '250', country: 'Germany' }`. */
export type CompanyFacts = Readonly<Record<string, string>>;

/** What a provider said about a company. `failed`: it could not be asked, or nothing could be made of its answer; `because` is a code. */
export type ProviderAnswer =
  | { readonly outcome: 'found'; readonly facts: CompanyFacts }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'failed'; readonly because: string };

/** Somebody outside who knows companies by their domain. Only the domain ever leaves; a failure is an answer, so that no lead waits for it. */
export interface CompanyProvider {
  /** A code for who is asked for what: what was learned under another one is asked about anew. */
  readonly question: string;
  ask(domain: string): Promise<ProviderAnswer>;
}
