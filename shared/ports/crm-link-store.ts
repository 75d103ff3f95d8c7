import type { CrmLink } from '../domain/crm/crm-link.ts';
import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/**
 * Stores, beside each lead, what Baton wrote to the CRM about it. These are not transitions of the lead, so there are no
 * events. Once the person of a lead has been erased, nothing is stored any more.
 */
export interface CrmLinkStore {
  load(leads: readonly LeadId[]): Promise<readonly CrmLink[]>;
  /**
   * Saves a link and takes it for one writer, if it is still at this version and no other writer has it.
   * @returns the link as saved; undefined when it is taken, has changed, or has been erased
   */
  claim(link: CrmLink, time: { readonly now: Instant; readonly until: Instant }): Promise<CrmLink | undefined>;
  /** Saves a link and gives it free. @returns false when it has been taken over or erased meanwhile */
  save(link: CrmLink): Promise<boolean>;
}
