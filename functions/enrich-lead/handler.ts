import * as z from 'zod';
import { taskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { askedCompanies } from '../wiring/companies.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('enrich-lead');
const stores = realStores();
const failed = (because: string) => {
  runtime.log.warn('company_not_found_out', { errorCode: because });
  runtime.meter.add('EnrichmentFailed');
};
const deps = { ...stores, enrichment: askedCompanies(realSecrets(), stores.db, failed) };

/**
 * Enriches a lead with what the form did not state and stores the result beside it. Trigger: the first task of the
 * Routing state machine; only the lead's id passes through it. Duplicates and late runs do no harm. If the provider is
 * slow or down, the lead is routed with what there is.
 */
export const handler = taskHandler(
  runtime,
  z.object({ leadId: z.string() }),
  async ({ leadId }, { log, meter, now }) => {
    const enriched = await enrichLead(leadId, now, deps);
    const coverage = enriched.outcome === 'enriched' ? enriched.coverage : undefined;
    // Without a provider to ask, coverage says nothing about the provider.
    if (coverage && coverage.wanted > 0 && coverage.outcome !== 'offline')
      meter.add('EnrichmentCoverage', (100 * coverage.known) / coverage.wanted);
    log.info('lead_enriched', { leadId, outcome: coverage?.outcome ?? enriched.outcome });
    return { leadId };
  },
);
