import type { CrmFailure } from '../domain/crm/crm-failure.ts';
import type { CrmFieldType, CrmValues } from '../domain/crm/crm-fields.ts';
import type { CrmProblem } from '../domain/crm/crm-link.ts';
import type { CrmPerson } from '../domain/crm/crm-person.ts';
import type { CrmUser } from '../domain/crm/crm-users.ts';
import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Result } from '../domain/result.ts';

/** What is to be written to the record of one lead. */
export interface CrmRecordWrite {
  readonly lead: LeadId;
  /** The CRM's id of the record. Absent: it is found by the person's e-mail address. */
  readonly record?: string;
  readonly person: CrmPerson;
  /** Whether a record may be made if there is none. Only a new one gets the person's data. */
  readonly mayMake: boolean;
  /** The owner among them, under {@link Crm.ownerProperty}. */
  readonly values: CrmValues;
}

/** The outcome of one write. */
export type CrmRecordResult =
  /**
   * `record`: the id it has now, another one after a merge. `leftOut`: properties that were refused; all others were
   * written.
   */
  | { readonly outcome: 'saved'; readonly record: string; readonly leftOut: readonly CrmProblem[] }
  /** There is no record, and none may be made. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'failed'; readonly failure: CrmFailure };

/** What is to be written to a task. */
export interface CrmTaskWrite {
  readonly lead: LeadId;
  readonly record: string;
  /** The CRM's id. Absent: the task is made. */
  readonly task?: string;
  /** Stands in the text of the task, so that one whose making was not confirmed is found again. */
  readonly mark: string;
  /** An earlier attempt may have made it: it is looked for by its mark first. */
  readonly mayExist: boolean;
  readonly subject: string;
  readonly text: string;
  readonly dueAt: Instant;
  /** The CRM's id of the user. */
  readonly owner?: string;
  readonly done: boolean;
}

/** The outcome of one write of a task. `gone`: it is not there, and is not made, since it was to be completed or changed. */
export type CrmTaskResult =
  | { readonly outcome: 'saved'; readonly task: string }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'failed'; readonly failure: CrmFailure };

/** A property of the CRM's own schema. */
export interface CrmProperty {
  readonly name: string;
  /** `other`: Baton cannot write it. */
  readonly type: CrmFieldType | 'choice' | 'other';
  readonly writable: boolean;
  /** Whether records can be upserted by it, in a CRM where this is a property of the property. */
  readonly identifies?: boolean;
  /** The allowed values of a choice. */
  readonly choices?: readonly string[];
}

/**
 * A CRM that Baton writes to. Failures of the CRM are values, one for each write; writes are made in as few calls as
 * possible, and never make a second record for an e-mail address.
 */
export interface Crm {
  /** The CRM's name of the property that holds a record's owner. */
  readonly ownerProperty: string;
  /** Returns one result for each write, in the same order. No two writes may have the same e-mail address. */
  saveRecords(writes: readonly CrmRecordWrite[]): Promise<readonly CrmRecordResult[]>;
  /** Returns one result for each write, in the same order. */
  saveTasks(writes: readonly CrmTaskWrite[]): Promise<readonly CrmTaskResult[]>;
  /** Lists the users who can own records. */
  users(): Promise<Result<readonly CrmUser[], CrmFailure>>;
  /** Lists the properties of the records that Baton writes. */
  properties(): Promise<Result<readonly CrmProperty[], CrmFailure>>;
}
