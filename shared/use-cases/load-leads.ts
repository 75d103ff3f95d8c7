import type { LeadId } from '../domain/ids.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { LeadStore } from '../ports/lead-store.ts';

/**
 * Loads the leads that can be read, in the given order, and lists those that cannot. A row that this release does not
 * understand must not hide the others.
 * @throws when none of several can be read: then the cause is not the content of one lead.
 */
export async function loadLeads(
  ids: readonly LeadId[],
  deps: { readonly leads: Pick<LeadStore, 'load' | 'loadMany'> },
): Promise<{ readonly leads: readonly Lead[]; readonly unreadable: readonly LeadId[] }> {
  try {
    return { leads: await deps.leads.loadMany(ids), unreadable: [] };
  } catch (error) {
    const leads: Lead[] = [];
    const unreadable: LeadId[] = [];
    for (const id of ids) {
      const lead = await deps.leads.load(id).catch(() => 'unreadable' as const);
      if (lead === 'unreadable') unreadable.push(id);
      else if (lead) leads.push(lead);
    }
    if (unreadable.length > 1 && leads.length === 0) throw error;
    return { leads, unreadable };
  }
}
