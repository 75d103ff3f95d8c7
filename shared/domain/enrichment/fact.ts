/**
 * The source of a fact. `provider`: an external provider of company data. `phone` and `tld` are guesses from the
 * number's country code and from the domain's ending.
 */
export type Provenance = 'form' | 'provider' | 'phone' | 'tld' | 'title' | 'email';

/** One fact about a lead; of two facts about a field the first one counts. */
export interface Fact {
  readonly field: string;
  readonly value: string;
  readonly provenance: Provenance;
}

/** A value that could not be read, for people to look at. `value` is absent if it could identify a person. */
export interface UnknownValue {
  readonly field: string;
  readonly value?: string;
}

/** The result of one part of enrichment. */
export interface FactFindings {
  readonly facts: readonly Fact[];
  readonly unknownValues: readonly UnknownValue[];
}
