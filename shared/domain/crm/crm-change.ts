import type { LeadId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ContactKind } from '../plan/touched-by.ts';
import type { CrmStage } from './crm-lifecycle.ts';

/** A record of a person, as the CRM names it. */
export interface CrmSubject {
  /** The CRM's id. */
  readonly record: string;
  /** Ids of records that were merged into it. */
  readonly formerRecords: readonly string[];
  /** The lead that the record names in Baton's property. A hint: records are copied and merged with it. */
  readonly lead?: LeadId;
}

/** When the CRM says that something was changed, by which its changes are put in order, and the CRM's id of it. */
interface Changed {
  readonly id: string;
  readonly changedAt: Instant;
}

/** A call, e-mail or meeting that took place, as the CRM has it. */
export interface CrmActivity extends Changed {
  readonly type: 'activity';
  readonly kind: ContactKind;
  readonly at: Instant;
  readonly seconds?: number;
  /** The CRM's id of the user whose it is. */
  readonly user?: string;
  readonly about: readonly CrmSubject[];
}

/** A record that was changed: a hint to look at it. */
export interface CrmRecordChange extends Changed {
  readonly type: 'record';
  readonly about: CrmSubject;
  /** The CRM's id of the owner, who need not be a user who can log in. Absent: nobody. */
  readonly owner?: string;
  /** Stages of the person's life cycle, without the times. */
  readonly stages?: readonly CrmStage[];
  /** Its record is another one now, so its owner says nothing: a lead of Salesforce that became a contact. */
  readonly isConverted?: true;
}

/** A deal, as the CRM has it. */
export interface CrmDeal extends Changed {
  readonly type: 'deal';
  /** `deleted`: somebody deleted it, or merged it into another one. */
  readonly outcome: 'open' | 'won' | 'lost' | 'deleted';
  /** When it was won or lost, or got the stage that it is in. */
  readonly at: Instant;
  /** The CRM's name or id of that stage. */
  readonly stage?: string;
  /** The CRM's id of the user whose it is. */
  readonly user?: string;
  /** In the company's own currency, unless `currency` names another. */
  readonly amount?: number;
  readonly currency?: string;
  readonly about: readonly CrmSubject[];
}

/** A record that somebody deleted, or merged into another one. */
export interface CrmDeletion extends Changed {
  readonly type: 'deletion';
  readonly about: CrmSubject;
  /** The CRM's id of the one that is left. */
  readonly mergedInto?: string;
}

export type CrmChange = CrmActivity | CrmRecordChange | CrmDeal | CrmDeletion;

/** A record as it is now. */
export interface CrmRecord extends CrmSubject {
  readonly owner?: string;
  /** When the owner was changed last, by whom, and whether that was a person; what the CRM tells of it. */
  readonly ownerChange?: {
    readonly at?: Instant;
    /** The CRM's id of the user. */
    readonly user?: string;
    readonly byPerson: boolean;
  };
}
