import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactKeysOf, type DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import { forbidContact } from '../../domain/privacy/forbid-contact.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';

export type EndListedDeps = Pick<Deps, 'leads' | 'doNotContact' | 'newId'>;

/** How the list is looked at. */
interface LookOptions {
  /** The keys of a lead, if not those it notes. */
  readonly keysOf?: (lead: Lead) => readonly string[];
  /** The leads are looked up again before any rep gets them; this look costs half, and may miss an entry of this moment. */
  readonly repeatedLater?: boolean;
}

/** Which leads ended, and which go on. */
interface EndListedResult {
  /** Those that ended here or were closed meanwhile. */
  readonly ended: readonly LeadId[];
  /** Those whose person may be contacted, in the given order. */
  readonly others: readonly Lead[];
}

/**
 * Ends those of the leads whose person is on the do-not-contact list. Called wherever a lead may come to a rep, always
 * after the lead and its keys were saved: whoever enters a person writes the list first and looks for leads after it,
 * so one of the two sees the other.
 */
export async function endListedLeads(
  leads: readonly Lead[],
  now: Instant,
  deps: EndListedDeps,
  { keysOf = contactKeysOf, repeatedLater = false }: LookOptions = {},
): Promise<EndListedResult> {
  const open = leads.filter(({ stage }) => stage.state !== 'closed');
  const keys = [...new Set(open.flatMap(keysOf))];
  const listed = keys.length === 0 ? [] : await deps.doNotContact.find(keys, { repeatedLater });
  if (listed.length === 0) return { ended: [], others: leads };
  const entries = new Map(listed.map(({ key, entry }) => [key, entry]));
  const ended: LeadId[] = [];
  for (const lead of open) {
    const entry = keysOf(lead).flatMap((key) => entries.get(key) ?? [])[0];
    if (!entry) continue;
    await endLead(lead, entry, now, deps);
    ended.push(lead.id);
  }
  return { ended, others: leads.filter(({ id }) => !ended.includes(id)) };
}

/**
 * Ends a lead that an entry of the list is about.
 * @throws when it is not saved; whatever called the use case tries it again.
 */
async function endLead(lead: Lead, entry: DoNotContactEntry, now: Instant, deps: EndListedDeps): Promise<void> {
  const saved = await saveTransition<'closed'>(
    lead,
    (current) => {
      const change = forbidContact(current, { entry, now, eventId: deps.newId() });
      return change ? { change } : { refused: 'closed' };
    },
    deps,
  );
  if (saved.outcome === 'not_saved') throw new Error(`lead ${lead.id} was not ended: ${saved.why.outcome}`);
}
