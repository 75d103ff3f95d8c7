import type { LeadId } from '../domain/ids.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Deps } from './deps.ts';

/**
 * The leads of a list that can be read, in its order, and those that cannot: one row that this release does not understand must
 * not hide the others.
 * @throws when none of several can be read: then it is not for any lead's content.
 */
export async function loadReadable(
  ids: readonly LeadId[],
  deps: Pick<Deps, 'leads'>,
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
