import type { Lead } from '../../domain/lead/lead.ts';
import { workItemOf } from '../../domain/lead/lead.ts';
import { isSamePlace } from '../../domain/lead/stage.ts';
import type { QueuedLead } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { loadLeads } from '../load-leads.ts';

/**
 * Returns the leads that are at these places of a queue, in queue order and each once. A writer that was stopped may have
 * left an entry that is not true, also one of a lead that is elsewhere in the same queue. Clears such entries away.
 */
export async function loadQueued(queued: readonly QueuedLead[], deps: Pick<Deps, 'leads'>): Promise<readonly Lead[]> {
  const { leads, unreadable } = await loadLeads([...new Set(queued.map(({ lead }) => lead))], deps);
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const found: Lead[] = [];
  const untrue: QueuedLead[] = [];
  for (const entry of queued) {
    const lead = byId.get(entry.lead);
    if (lead && isSamePlace(workItemOf(lead), entry.workItem)) found.push(lead);
    else if (!unreadable.includes(entry.lead)) untrue.push(entry);
  }
  if (untrue.length > 0) await deps.leads.removeUntrueEntries(untrue);
  return found;
}
