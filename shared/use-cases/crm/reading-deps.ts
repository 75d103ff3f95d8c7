import type { CrmFailureCode } from '../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../domain/crm/crm-users.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { CrmSettings } from '../../domain/settings/settings.ts';
import type { Mode } from '../../domain/shadow/shadow-mode.ts';
import type { Crm } from '../../ports/crm.ts';
import type { CrmChanges } from '../../ports/crm-changes.ts';
import type { CrmCompanies } from '../../ports/crm-companies.ts';
import type { CrmLinkStore } from '../../ports/crm-link-store.ts';
import type { CrmReadingStore } from '../../ports/crm-reading-store.ts';
import type { Deps } from '../deps.ts';
import type { TouchpointDeps } from '../intake/apply-touchpoint.ts';

/** The connected CRM, and how it is read. */
export interface CrmReadConnection {
  readonly settings: CrmSettings;
  readonly crm: Pick<Crm, 'users' | 'ownerProperty'>;
  readonly changes: CrmChanges;
  /** Reads its companies, if accounts follow them. */
  readonly companies?: CrmCompanies;
}

/** What reading from the CRM needs. */
export interface ReadingDeps extends TouchpointDeps, Pick<Deps, 'doNotContact' | 'hash'> {
  readonly mode: () => Promise<Mode>;
  readonly links: CrmLinkStore;
  readonly readings: CrmReadingStore;
  /** Returns the CRM in force; undefined: none is connected. */
  readonly connection: () => Promise<CrmReadConnection | undefined>;
}

/** What one run works with. */
export interface ReadingContext extends CrmReadConnection {
  readonly now: Instant;
  /** Who the CRM's users are here, by the CRM's id. */
  readonly repOf: (user: string | undefined) => RepId | undefined;
  readonly users: readonly CrmUser[];
}

/** What became of one change. */
export interface TakenChange {
  /**
   * `lead_closed`: its deal is over. `stage_taken`: it is where its person is in the CRM. `deal_moved`: its deal is in another stage, or another rep's. `owner_taken`: assigned to the owner in the CRM. `account_saved`, `account_removed`: an account is what its company is there; `account_refused`: another account stands in the way. `owner_foreign`: the owner there is told of, and nothing else.
   * `busy`: it is being written just now, so it is looked at again. `other`: it is about no lead of ours, or says
   * nothing new.
   */
  readonly outcome:
    | 'activity'
    | 'lead_closed'
    | 'deal_moved'
    | 'stage_taken'
    | 'refused'
    | 'owner_taken'
    | 'owner_foreign'
    | 'record_gone'
    | 'record_merged'
    | 'account_saved'
    | 'account_removed'
    | 'account_refused'
    | 'busy'
    | 'other';
  readonly leadId?: LeadId;
  /** The lead after its first response. */
  readonly answered?: Lead;
  /** Why it was refused, or why the owner is foreign. */
  readonly because?: string;
}

/** What became of one run. */
export interface CrmReadResult {
  /** `overtaken`: another run saved first, and goes on. */
  readonly outcome: 'not_connected' | 'shadow' | 'read' | 'failing' | 'overtaken';
  readonly taken: readonly TakenChange[];
  /** Kinds that cannot be read since this run, and why. */
  readonly unread: readonly { readonly kind: string; readonly because: CrmFailureCode }[];
  /** For how long nothing could be read. */
  readonly failingSeconds: number;
  readonly because?: CrmFailureCode;
}
