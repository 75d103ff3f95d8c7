import type { CrmFailureCode } from '../../domain/crm/crm-failure.ts';
import type { CrmProblem } from '../../domain/crm/crm-link.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { CrmSettings } from '../../domain/settings/settings.ts';
import type { Mode } from '../../domain/shadow/shadow-mode.ts';
import type { Crm } from '../../ports/crm.ts';
import type { CrmLinkStore } from '../../ports/crm-link-store.ts';
import type { CrmNudge, CrmNudges } from '../../ports/crm-nudges.ts';
import type { DoNotContactList } from '../../ports/do-not-contact-list.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { RepStore } from '../../ports/rep-store.ts';

/** The connected CRM, and how it is written to. */
export interface CrmConnection {
  readonly settings: CrmSettings;
  readonly crm: Crm;
}

/** What writing leads to the CRM needs. */
export interface SyncDeps {
  readonly leads: Pick<LeadStore, 'load' | 'loadMany' | 'person' | 'leadOfPerson'>;
  readonly reps: Pick<RepStore, 'get'>;
  readonly doNotContact: Pick<DoNotContactList, 'find'>;
  readonly mode: () => Promise<Mode>;
  readonly links: CrmLinkStore;
  readonly nudges: CrmNudges;
  /** Returns the CRM in force; undefined: none is connected. */
  readonly connection: () => Promise<CrmConnection | undefined>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A nudge as received. */
export interface ReceivedNudge {
  readonly nudge: CrmNudge;
  /** How often this message has been received, from 1. */
  readonly received: number;
}

/** What became of a nudge. */
export interface SyncResult {
  readonly lead: LeadId;
  /**
   * `unchanged`: the CRM says already what it should. `postponed`, `retried`: another message is in the queue. `dropped`:
   * another message does it, or nothing is to be written any more. `given_up`: a person must look. `set_aside`: given up
   * before, and on its way to the dead-letter queue.
   */
  readonly outcome:
    | 'written'
    | 'unchanged'
    | 'postponed'
    | 'retried'
    | 'dropped'
    | 'given_up'
    | 'set_aside'
    | 'unreadable';
  /** Why it failed. */
  readonly because?: CrmFailureCode;
  /** What was left out, though the rest was written. */
  readonly problems: readonly CrmProblem[];
}
