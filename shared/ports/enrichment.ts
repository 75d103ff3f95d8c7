import type { EnrichInput, EnrichResult } from '../domain/enrichment/enrich.ts';

/** Finds out what routing looks at about a lead. One that asks the network throws when it should be tried again. */
export interface Enrichment {
  enrich(input: EnrichInput): Promise<EnrichResult>;
}
