import type { Instant } from '../instant.ts';
import type { CrmRecord } from './crm-change.ts';
import type { CrmFailureCode } from './crm-failure.ts';
import type { CrmLink } from './crm-link.ts';

/**
 * Whether Baton knows this owner of a record: it wrote or learned it last, it may just have written it, or it has told
 * of it before. Then the record says nothing new. `owner` is empty when nobody owns it.
 */
export function isKnownOwner(
  { written, unconfirmedOwners = [], foreignOwner }: Pick<CrmLink, 'written' | 'unconfirmedOwners' | 'foreignOwner'>,
  ownerProperty: string,
  owner: string,
): boolean {
  return (
    owner === (written[ownerProperty]?.value ?? '') ||
    unconfirmedOwners.includes(owner) ||
    foreignOwner?.value === owner
  );
}

/** What an owner whom Baton does not know means. `foreign`: it is only told of. */
type OwnerMeaning =
  | { readonly means: 'decision' }
  | { readonly means: 'foreign'; readonly because: CrmFailureCode }
  /** The record had its owner before Baton had the lead. */
  | { readonly means: 'nothing' };

/**
 * Returns what it means that somebody else owns the record. A person's change is a decision; one by a workflow or another
 * program is only told of. If Baton has never written an owner, the change must be later than the lead.
 */
export function meaningOfOwner(
  { ownerChange }: Pick<CrmRecord, 'ownerChange'>,
  {
    link,
    ownerProperty,
    receivedAt,
  }: { readonly link: Pick<CrmLink, 'written'>; readonly ownerProperty: string; readonly receivedAt: Instant },
): OwnerMeaning {
  const isLater = ownerChange?.at !== undefined && ownerChange.at > receivedAt;
  if (link.written[ownerProperty] === undefined && !isLater) return { means: 'nothing' };
  if (ownerChange?.byPerson === false) return { means: 'foreign', because: 'owner_by_automation' };
  return { means: 'decision' };
}
