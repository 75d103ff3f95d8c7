import type { BatchDecision } from '../domain/assignment/batch-decision.ts';
import type { Ledger } from '../domain/assignment/fairness/ledger.ts';
import type { Found } from '../domain/enrichment/enrichment-result.ts';
import type { LeadId, RepId, TeamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { LeadEvent } from '../domain/lead/events.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { LeadState, WorkItem } from '../domain/lead/stage.ts';
import type { Transition } from '../domain/lead/transition.ts';

/** A change that is saved whole or not at all. What moves with a lead (hold, load, work item) follows from its transitions. */
export interface Commit {
  readonly transitions: readonly LeadChange[];
  /** The ledger as decided on; refused when it is no longer the stored version. */
  readonly ledger?: Ledger;
  /** Adjustments applied in `ledger`, removed from the team's list. */
  readonly appliedAdjustments?: readonly string[];
  /** Adjustments owed to a team's ledger, put on its list. */
  readonly adjustments?: readonly LedgerAdjustment[];
  readonly decision?: BatchDecision;
}

/** One lead's transition with what only its use case knows. */
export interface LeadChange extends Transition {
  /** The person, when new or changed. */
  readonly person?: Person;
  /** Keys that must be free and now belong to this lead. */
  readonly claims?: Claims;
  /** What the new owner's load must satisfy. Needed whenever the owner changes to somebody. */
  readonly admission?: Admission;
}

/** Keys that at most one lead may have. */
export interface Claims {
  /** Identifies the submission: sender, and the form's own id or a hash of what it says. Counts once, even for the lead that has it. */
  readonly submission?: string;
  /** Keyed hashes of the person. */
  readonly persons?: readonly KeyClaim[];
  /** Ids the person has elsewhere, each with its system: `hubspot:901`. */
  readonly external?: readonly KeyClaim[];
}

/** What a key is of. */
export type ClaimKind = 'submission' | 'person' | 'external';

/** A claim on one key of a person: a keyed hash, or an id elsewhere. */
export interface KeyClaim {
  readonly key: string;
  /** The closed lead that has the key now and gives it up. */
  readonly insteadOf?: LeadId;
}

/** Conditions on the load of a rep who is given a lead, as they were decided on. */
export interface Admission {
  /** The rep's version the decision looked at; absent for a person's decision. */
  readonly repVersion?: number;
  /** Most slots open after the assignment; absent: no limit. */
  readonly openCap?: number;
  /** Local date of the rep, `2026-11-21`, on which it counts. */
  readonly day: string;
  readonly dayCap?: number;
  /** A list's lead counts for the list alone; `perDay`: most of them on that day, this one included. */
  readonly list?: { readonly source: string; readonly perDay?: number };
}

/** Something owed to a team's ledger: a turn given back, or a leaver's credit to be spread. Applying one twice is applying it once. */
export type LedgerAdjustment = {
  readonly id: string;
  readonly team: TeamId;
  readonly rep: RepId;
  readonly at: Instant;
} & (
  | { readonly kind: 'give_back'; readonly band: string; readonly reason: string; readonly lead: LeadId }
  | { readonly kind: 'leaver' }
);

/** What became of a commit. Everything but `done` changed nothing. */
export type CommitOutcome =
  | { readonly outcome: 'done' }
  /** This lead moved on meanwhile: load it and decide again. */
  | { readonly outcome: 'stale'; readonly lead: LeadId }
  /** A claimed key belongs to another lead, or the submission was taken in before. */
  | { readonly outcome: 'claimed'; readonly claim: ClaimKind; readonly lead: LeadId }
  /** This rep is full, left or changed meanwhile: decide again. */
  | { readonly outcome: 'not_admitted'; readonly rep: RepId }
  /** Another writer moved the ledger on: read it and decide again. */
  | { readonly outcome: 'fenced' }
  /** The store refuses it for its content; committing the leads one by one finds the bad one. */
  | { readonly outcome: 'invalid' };

/** One page of something. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

export interface QueuedLead {
  readonly lead: LeadId;
  readonly work: WorkItem;
}

/** A lead and its date, as the index of dates has them: it may lag, so read the lead before acting. */
export interface DueLead {
  readonly lead: LeadId;
  readonly dueAt: Instant;
}

export interface ReturningQuery {
  readonly before: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

export interface LeadQuery {
  readonly by: { readonly owner: RepId } | { readonly team: TeamId } | { readonly state: LeadState };
  readonly limit: number;
  readonly cursor?: string;
}

/** Leads, their people, timelines, queues and decisions. Reads by id are consistent; lists may lag. */
export interface LeadStore {
  load(id: LeadId): Promise<Lead | undefined>;
  loadMany(ids: readonly LeadId[]): Promise<readonly Lead[]>;
  person(id: LeadId): Promise<Person | undefined>;
  /**
   * What enrichment found out about a lead, kept beside it (row `LEAD#<id>/FEATURES`) until routing takes it over in its one write.
   * Saving again replaces; not a step of the lead's life, so no event tells of it.
   */
  saveFound(id: LeadId, found: Found): Promise<void>;
  found(id: LeadId): Promise<Found | undefined>;
  timeline(id: LeadId): Promise<readonly LeadEvent[]>;
  commit(change: Commit): Promise<CommitOutcome>;
  /** Open leads whose date has come, oldest first, at most `limit`; all but those at rest in nurture. */
  due(before: Instant, limit: number): Promise<readonly DueLead[]>;
  /** Leads at rest in nurture whose date has come, oldest first, page by page. */
  returning(query: ReturningQuery): Promise<Page<DueLead>>;
  /** The same of leads that came with a list and wait, for routing or for a rep; `due` leaves them out. */
  dueInLists(before: Instant, limit: number): Promise<readonly DueLead[]>;
  /** A team's queue, most urgent and then oldest first; or the queue of a list in it. */
  queue(
    team: TeamId,
    options: { readonly limit: number; readonly cursor?: string; readonly list?: string },
  ): Promise<Page<QueuedLead>>;
  list(query: LeadQuery): Promise<Page<Lead>>;
  decision(id: string): Promise<BatchDecision | undefined>;
  leadOfPerson(key: string): Promise<LeadId | undefined>;
  leadOfSubmission(key: string): Promise<LeadId | undefined>;
  leadOfExternalId(id: string): Promise<LeadId | undefined>;
  /** Leads of a company that somebody has, newest first, at most `limit`. */
  leadsOfCompany(company: string, limit: number): Promise<readonly LeadId[]>;
  /** Open leads whose account a person is to confirm, oldest first. */
  accountReviews(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>>;
  /** The ledger of a team (an empty one at version 0 when it has none yet) with what is owed to it. */
  ledger(team: TeamId): Promise<{ readonly ledger: Ledger; readonly owed: readonly LedgerAdjustment[] }>;
}
