import { type DerivedFeatures, type DeriveFeaturesInput, deriveFeatures } from '../../domain/enrichment/enrich.ts';
import type { Enricher } from '../../ports/enrichment.ts';

/** Enrichment from the form and Baton's own data: no network, no keys, no cost, deterministic. */
export class OfflineEnricher implements Enricher {
  async enrich(input: DeriveFeaturesInput): Promise<DerivedFeatures> {
    return deriveFeatures(input);
  }
}
