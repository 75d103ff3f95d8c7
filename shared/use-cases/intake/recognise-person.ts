import type { LeadId } from '../../domain/ids.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { KeyClaim } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';

/** A key of a person and the lead that has it, open or closed. */
interface HeldKey {
  readonly key: string;
  readonly lead?: Lead;
}

/** A person as recognised from the stored leads. */
export interface RecognisedPerson {
  /** The open lead of this person. */
  readonly openLead?: Lead;
  /** The best key of this person. */
  readonly key?: string;
  /** Keys that are free or that a closed lead gives up. */
  readonly claims: readonly KeyClaim[];
  /** Another open lead that may belong to the same person. */
  readonly possibleDuplicateOf?: LeadId;
}

/** `known`: a lead of the person. `consistent`: default; otherwise the claims must be written, which find out the rest. */
interface RecogniseOptions {
  readonly known?: Lead;
  readonly consistent?: boolean;
}

/**
 * Recognises a person. The email address decides: a different address means a different person, even with the same
 * phone number and name; the lead is then marked as a possible duplicate. A lead that never had an address is matched
 * by phone number and name.
 */
export async function recognisePerson(
  person: Person,
  deps: Pick<Deps, 'leads' | 'personKeys'>,
  { known, consistent = true }: RecogniseOptions = {},
): Promise<RecognisedPerson> {
  const keys = await deps.personKeys(person);
  const held = await Promise.all(keys.map((key) => loadHeldKey(key, deps, { known, consistent })));
  const best = keys[0];
  const open = held.flatMap(({ key, lead }) => (lead && lead.stage.state !== 'closed' ? [{ key, lead }] : []));
  const living = known ?? open.find(({ key, lead }) => key === best || lead.personKey === key)?.lead;
  const claims = held.flatMap(({ key, lead }): readonly KeyClaim[] => {
    if (!lead) return [{ key }];
    return lead.stage.state === 'closed' ? [{ key, releasedBy: lead.id }] : [];
  });
  const other = open.find(({ lead }) => lead.id !== living?.id)?.lead.id;
  return { openLead: living, key: best, claims, possibleDuplicateOf: other };
}

async function loadHeldKey(
  key: string,
  deps: Pick<Deps, 'leads'>,
  { known, consistent }: { readonly known: Lead | undefined; readonly consistent: boolean },
): Promise<HeldKey> {
  const id = await deps.leads.leadOfPerson(key, { consistent });
  if (id === undefined) return { key };
  return { key, lead: id === known?.id ? known : await deps.leads.load(id) };
}
