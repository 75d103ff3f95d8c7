import { type EnrichInput, type EnrichResult, enrich } from '../../domain/enrichment/enrich.ts';
import type { Enrichment } from '../../ports/enrichment.ts';

/** Enrichment from what the form said and the data Baton ships: no network, no keys, no cost, the same answer every time. */
export class OfflineEnrichment implements Enrichment {
  async enrich(input: EnrichInput): Promise<EnrichResult> {
    return enrich(input);
  }
}
