/**
 * Where a fact comes from; `provider`: somebody outside who knows the company. `phone` and `tld` are guesses: of the number's country
 * code, of the domain's ending.
 */
export type Provenance = 'form' | 'provider' | 'phone' | 'tld' | 'title' | 'email';

/** One thing found out about a lead; of two facts about a field the first found counts. */
export interface Fact {
  readonly field: string;
  readonly value: string;
  readonly from: Provenance;
}

/** A value that could not be read, for people to look at; absent when the value itself could tell who somebody is. */
export interface UnknownValue {
  readonly field: string;
  readonly value?: string;
}

/** What one part of enrichment found. */
export interface Findings {
  readonly facts: readonly Fact[];
  readonly unknown: readonly UnknownValue[];
}
