import { type EnrichInput, type EnrichResult, enrich } from '../../domain/enrichment/enrich.ts';
import type { Enrichment } from '../../ports/enrichment.ts';

/** Enrichment from the form and Baton's own data: no network, no keys, no cost, deterministic. */
export class OfflineEnrichment implements Enrichment {
  async enrich(input: EnrichInput): Promise<EnrichResult> {
    return enrich(input);
  }
}
