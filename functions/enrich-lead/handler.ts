import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import * as z from '../../shared/domain/lazy-zod.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { createProviderEnrichment } from '../wiring/companies.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('enrich-lead');
const stores = createCachedStores();
const failed = (because: string) => {
  runtime.log.warn('company_lookup_failed', { errorCode: because });
  runtime.meter.add('EnrichmentFailed');
};
const deps = { ...stores, hash: sha256, enrichment: createProviderEnrichment(createSecretReader(), stores, failed) };

/**
 * Enriches a lead with what the form did not state and stores the result beside it. Trigger: the first task of the
 * Routing state machine; only the lead's id passes through it. Duplicates and late runs do no harm. If the provider is
 * slow or down, the lead is routed with what there is.
 */
export const handler = createTaskHandler(
  runtime,
  z.object({ leadId: z.string() }),
  async ({ leadId }, { log, meter, now }) => {
    const enriched = await enrichLead(leadId, now, deps);
    const coverage = enriched.outcome === 'enriched' ? enriched.coverage : undefined;
    // Without a provider to ask, coverage says nothing about the provider.
    if (coverage && coverage.wantedCount > 0 && coverage.outcome !== 'offline')
      meter.add('EnrichmentCoverage', (100 * coverage.knownCount) / coverage.wantedCount);
    log.debug('lead_enriched', { leadId, outcome: coverage?.outcome ?? enriched.outcome });
    return { leadId };
  },
);
