import { leadRoutes } from '../../shared/api/leads.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { ApiClient } from '../api-client.ts';
import { knownToSample, type SampleLead } from './sample-leads.ts';

/** States of leads that have been routed, so that their features are known. */
const ROUTED_STATES = ['waiting', 'assigned', 'working', 'nurturing', 'closed'] as const;
const PAGE_SIZE = 100;

/** A stored lead, and by which rule it came to which team. */
export interface StoredLead extends SampleLead {
  readonly rule?: string;
  readonly team?: string;
}

/**
 * Reads what rules see of the leads received since a moment, without their persons. Test leads are left out. The
 * features are those that the lead has now, read by the plan in force when it was routed.
 */
export async function readStoredLeads(api: ApiClient, receivedFrom: Instant): Promise<readonly StoredLead[]> {
  // A lead that changes its state meanwhile may be listed twice.
  const leads = new Map<string, StoredLead>();
  for (const state of ROUTED_STATES) {
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ state, receivedFrom, with: 'features', limit: String(PAGE_SIZE) });
      if (cursor !== undefined) query.set('cursor', cursor);
      const page = await api.call('GET', `/v1/leads?${query}`, { reply: leadRoutes.listLeads.replies[200] });
      for (const { id, features, touchpoints = [], receivedAt, test, rule, team } of page.leads)
        if (features && !test)
          leads.set(id, { ...knownToSample({ id, features, touchpoints, receivedAt }), rule, team });
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  return [...leads.values()];
}
