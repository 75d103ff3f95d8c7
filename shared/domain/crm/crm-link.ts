import type { LeadId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { CrmFailureCode } from './crm-failure.ts';
import type { CrmSystem } from './crm-fields.ts';

/** `synced`: the CRM says what the lead was at `at`. `retrying`: another attempt is to come. `failed`: a person must look. */
export const CRM_LINK_STATUSES = ['synced', 'retrying', 'failed'] as const;

/** `making`: it was to be made, and nobody knows yet whether it was. `gone`: somebody deleted it, so it is not made again. */
export const CRM_TASK_STATES = ['making', 'open', 'done', 'gone'] as const;

/** The task for the owner of one assignment. */
export interface CrmTask {
  readonly state: (typeof CRM_TASK_STATES)[number];
  /** The CRM's id; absent while it is being made. */
  readonly id?: string;
  readonly epoch: number;
  readonly dueAt: Instant;
  /** The CRM's id of the user it is for. */
  readonly owner?: string;
}

/** Something that was left out, and why. */
export interface CrmProblem {
  readonly code: CrmFailureCode;
  /** The CRM's name of the property, if it is about one. */
  readonly property?: string;
}

/** A value as Baton wrote it last, and when: by it Baton's own write is recognised when the CRM reports it back. */
export interface WrittenValue {
  readonly value: string;
  readonly at: Instant;
}

/** What Baton knows of a lead's record in the CRM. Ids and codes only. */
export interface CrmLink {
  readonly lead: LeadId;
  readonly system: CrmSystem;
  /** Grows with each save; a save based on an older version is refused. 0: not stored yet. */
  readonly version: number;
  /** Until when one writer has it for itself. */
  readonly busyUntil?: Instant;
  /** The CRM's id of the record; absent until it has been found or made. */
  readonly record?: string;
  /** By the CRM's names of properties, the owner's included. */
  readonly written: Readonly<Record<string, WrittenValue>>;
  /** Owners whose writing was not confirmed: the CRM may have any of them. */
  readonly unconfirmedOwners?: readonly string[];
  /** The owner in the CRM, if somebody else set it and Baton did not follow; and why not. It stays there. */
  readonly foreignOwner?: { readonly value: string; readonly because: CrmFailureCode };
  readonly task?: CrmTask;
  readonly status: (typeof CRM_LINK_STATUSES)[number];
  /** Failed attempts in a row. */
  readonly attempts: number;
  /** Time of the last attempt. */
  readonly at: Instant;
  /** Why the last attempt failed. */
  readonly because?: CrmFailureCode;
  /** Time of the next attempt. */
  readonly nextAt?: Instant;
  /** What the last attempt left out. */
  readonly problems: readonly CrmProblem[];
}

/** Returns the link of a lead that has never been written to this CRM. */
export function newCrmLink(lead: LeadId, system: CrmSystem, now: Instant): CrmLink {
  return { lead, system, version: 0, written: {}, status: 'synced', attempts: 0, at: now, problems: [] };
}

/** Returns the link of a record that somebody deleted in the CRM: nothing is written to it any more. */
export function goneLink({ nextAt: _, ...link }: CrmLink, now: Instant): CrmLink {
  return { ...link, status: 'failed', because: 'record_deleted', at: now };
}

/** Whether the record is known to have been deleted. */
export function isGone({ status, because }: Pick<CrmLink, 'status' | 'because'>): boolean {
  return status === 'failed' && because === 'record_deleted';
}
