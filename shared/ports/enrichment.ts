import type { DerivedFeatures, DeriveFeaturesInput } from '../domain/enrichment/enrich.ts';

/**
 * Enriches a lead with what routing needs. An implementation that uses the network throws when it should be retried.
 */
export interface Enricher {
  enrich(input: DeriveFeaturesInput): Promise<DerivedFeatures>;
}
