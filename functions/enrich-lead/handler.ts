import { z } from 'zod';
import { OfflineEnrichment } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { taskHandler } from '../../shared/runtime/event-handler.ts';
import { startRuntime } from '../../shared/runtime/runtime.ts';
import { enrichLead } from '../../shared/use-cases/enrich-lead.ts';
import { realStores } from '../dependencies/stores.ts';

const runtime = startRuntime('enrich-lead');
const deps = { ...realStores(), enrichment: new OfflineEnrichment() };

/**
 * First step of Routing: finds out what the form did not say and keeps it beside the lead. Only the lead's id passes through
 * the state machine. Twice is once; late is fine.
 */
export const handler = taskHandler(runtime, z.object({ leadId: z.string() }), async ({ leadId }, { log }) => {
  const { outcome } = await enrichLead(leadId, deps);
  log.info('lead_enriched', { leadId, outcome });
  return { leadId };
});
