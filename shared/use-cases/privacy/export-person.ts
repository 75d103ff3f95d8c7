import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { findPerson, type PersonIdentifier } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Everything stored about one lead of a person. */
export interface ExportedLead {
  readonly lead: Lead;
  readonly person?: Person;
  readonly timeline: readonly LeadEvent[];
}

/** Exports everything about a person: their leads with what they said, and what happened. Undefined: no such person. */
export async function exportPerson(
  who: PersonIdentifier,
  deps: Pick<PrivacyDeps, 'leads' | 'personKeys'>,
): Promise<readonly ExportedLead[] | undefined> {
  const found = await findPerson(who, deps);
  if (!found) return undefined;
  const leads = await deps.leads.loadMany(found.leads);
  return Promise.all(
    leads.map(async (lead) => {
      const [person, timeline] = await Promise.all([deps.leads.person(lead.id), deps.leads.timeline(lead.id)]);
      return { lead, ...(person && { person }), timeline };
    }),
  );
}
