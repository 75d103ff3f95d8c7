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
 * First step of Routing: finds out what the form did not say and keeps it beside the lead. Only the lead's id passes through
 * the state machine. Twice is once; late is fine. A provider that is slow or down holds no lead up: it is routed with what there is.
 */
export const handler = taskHandler(
  runtime,
  z.object({ leadId: z.string() }),
  async ({ leadId }, { log, meter, now }) => {
    const enriched = await enrichLead(leadId, now, deps);
    const coverage = enriched.outcome === 'enriched' ? enriched.coverage : undefined;
    // Where nobody could be asked, nothing tells how well those do who are.
    if (coverage && coverage.wanted > 0 && coverage.outcome !== 'offline')
      meter.add('EnrichmentCoverage', (100 * coverage.known) / coverage.wanted);
    log.info('lead_enriched', { leadId, outcome: coverage?.outcome ?? enriched.outcome });
    return { leadId };
  },
);
