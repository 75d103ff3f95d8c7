import type { BatchDecision } from '../domain/assignment/batch-decision.ts';
import type { Ledger } from '../domain/assignment/fairness/ledger.ts';
import type { EnrichmentResult } from '../domain/enrichment/enrichment-result.ts';
import type { LeadId, RepId, TeamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { LeadEvent } from '../domain/lead/events.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { RoutedFeatures } from '../domain/lead/routing-decision.ts';
import type { LeadState, WorkItem } from '../domain/lead/stage.ts';
import type { Transition } from '../domain/lead/transition.ts';
import type { ReadOptions } from './read-options.ts';

/**
 * A change saved in whole or not at all. What moves with a lead (hold, load, work item) follows from its transitions.
 */
export interface Commit {
  readonly transitions: readonly LeadChange[];
  /** The ledger as decided on; rejected if its version is no longer the stored one. */
  readonly ledger?: Ledger;
  /** Adjustments applied in `ledger`, to remove from the team's list. */
  readonly appliedAdjustments?: readonly string[];
  /** Adjustments owed to a team's ledger, to add to its list. */
  readonly adjustments?: readonly LedgerAdjustment[];
  /** Saved first. It may stay although the rest was refused: only leads refer to it. */
  readonly decision?: BatchDecision;
}

/** A lead's transition with what only its use case knows. */
export interface LeadChange extends Transition {
  /** The person, if new or changed. */
  readonly person?: Person;
  /** Keys that must be free and now belong to this lead. */
  readonly claims?: Claims;
  /** Conditions on the new owner's load. Required whenever the lead gets a new owner. */
  readonly admission?: Admission;
}

/** Keys that at most one lead may hold. */
export interface Claims {
  /**
   * Identifies the submission: the sender, and the form's own id or a hash of the content. Can be claimed once, even by
   * the lead that holds it.
   */
  readonly submission?: string;
  /** The sender's id of the submission alone, by which another content under the same id is noticed. As `submission`. */
  readonly submissionId?: string;
  /** Keyed hashes of the person. */
  readonly persons?: readonly KeyClaim[];
  /** The person's ids in other systems, each prefixed with its system: `hubspot:901`. */
  readonly external?: readonly KeyClaim[];
}

/** What a key identifies. */
export type ClaimKind = 'submission' | 'person' | 'external';

/** A claim on one key of a person: a keyed hash or an external id. */
export interface KeyClaim {
  readonly key: string;
  /** The closed lead that holds the key now and gives it up. */
  readonly releasedBy?: LeadId;
}

/** Conditions on the load of the rep who gets a lead, as the decision assumed them. */
export interface Admission {
  /** The rep's version when the decision was made; absent for a person's decision. */
  readonly repVersion?: number;
  /** The most open slots after the assignment; absent: no limit. */
  readonly openCap?: number;
  /** The rep's local date, `2026-11-21`, that the lead counts towards. */
  readonly day: string;
  readonly dayCap?: number;
  /**
   * A lead from an import list counts towards the list alone. `perDay`: the most of them on that day, this one
   * included.
   */
  readonly list?: { readonly source: string; readonly perDay?: number };
}

/** An adjustment owed to a team's ledger: a turn credited back, or a leaver's credit to redistribute. Idempotent. */
export type LedgerAdjustment = {
  readonly id: string;
  readonly team: TeamId;
  readonly rep: RepId;
  readonly at: Instant;
} & (
  | { readonly kind: 'give_back'; readonly band: string; readonly reason: string; readonly lead: LeadId }
  | { readonly kind: 'leaver' }
);

/** The result of a commit. Only `done` changed anything. */
export type CommitOutcome =
  | { readonly outcome: 'done' }
  /** This lead changed meanwhile: load it and decide again. */
  | { readonly outcome: 'stale'; readonly lead: LeadId }
  /** A claimed key belongs to another lead, or the submission was taken in before. */
  | { readonly outcome: 'claimed'; readonly claim: ClaimKind; readonly lead: LeadId }
  /** This rep is at a cap, has left or changed meanwhile: decide again. */
  | { readonly outcome: 'not_admitted'; readonly rep: RepId }
  /** Another writer advanced the ledger: read it and decide again. */
  | { readonly outcome: 'fenced' }
  /** The store rejects its content; committing the leads one by one finds the bad one. */
  | { readonly outcome: 'invalid' };

/** One page of items. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

export interface QueuedLead {
  readonly lead: LeadId;
  readonly workItem: WorkItem;
}

/** A lead and its date, from the date index. The index may lag, so read the lead before acting. */
export interface DueLead {
  readonly lead: LeadId;
  readonly dueAt: Instant;
}

export interface RecyclingQuery {
  readonly before: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

export interface LeadQuery {
  readonly by: { readonly owner: RepId } | { readonly team: TeamId } | { readonly state: LeadState };
  /** Only leads received at this moment or earlier whose person was not erased. */
  readonly receivedBy?: Instant;
  /** Only leads received at this moment or later whose person was not erased. */
  readonly receivedFrom?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** A lead as it is stored, if it is, and all its events, oldest first. */
export interface LeadWithTimeline {
  readonly lead: Lead | undefined;
  readonly timeline: readonly LeadEvent[];
}

/** Stores leads, their people, timelines, queues and decisions. Reads by id are consistent unless options say otherwise; lists may lag. */
export interface LeadStore {
  load(id: LeadId, options?: ReadOptions): Promise<Lead | undefined>;
  loadMany(ids: readonly LeadId[]): Promise<readonly Lead[]>;
  person(id: LeadId): Promise<Person | undefined>;
  /**
   * Saves or replaces the enrichment result of a lead beside it (row `LEAD#<id>/FEATURES`) until routing copies it to
   * the lead in its one write. Not a transition of the lead, so there is no event. Does nothing once the person of the
   * lead has been erased: whoever looked them up meanwhile comes too late.
   */
  saveEnrichment(id: LeadId, found: EnrichmentResult): Promise<void>;
  loadEnrichment(id: LeadId, options?: ReadOptions): Promise<EnrichmentResult | undefined>;
  /** Returns the features a lead was routed by, if its own have changed since. They go when its person is erased. */
  routedFeatures(id: LeadId): Promise<RoutedFeatures | undefined>;
  timeline(id: LeadId): Promise<readonly LeadEvent[]>;
  /** Returns a lead with its timeline, at the price of one of them. The lead includes all that the events refer to. */
  loadWithTimeline(id: LeadId): Promise<LeadWithTimeline>;
  commit(change: Commit): Promise<CommitOutcome>;
  /**
   * Lists up to `limit` open leads whose date has come, oldest first, except those in nurture and those in import
   * lists. May list a lead some seconds late, never early.
   */
  due(before: Instant, limit: number): Promise<readonly DueLead[]>;
  /**
   * Lists what `due` will list until `before`, which is included, but only those whose date comes later than `after`. May
   * list a lead whose date comes some seconds outside of the window.
   */
  dueBetween(window: { readonly after: Instant; readonly before: Instant }, limit: number): Promise<readonly DueLead[]>;
  /** Lists leads in nurture whose date has come, oldest first, page by page. */
  dueForRecycling(query: RecyclingQuery): Promise<Page<DueLead>>;
  /** Lists what `due` leaves out: leads from an import list that wait for routing or for a rep. */
  dueInImportLists(before: Instant, limit: number): Promise<readonly DueLead[]>;
  /**
   * Lists a team's queue, most urgent first, then oldest; or the queue of an import list in it. Every lead in the queue
   * is listed. An entry may be too early or too late, so read the lead before acting.
   */
  queue(
    team: TeamId,
    options: { readonly limit: number; readonly cursor?: string; readonly list?: string },
  ): Promise<Page<QueuedLead>>;
  /**
   * Removes those of these entries of a queue that are not true and never will be: a writer that was stopped may leave
   * some. An entry that a writer is about to make true stays.
   */
  removeUntrueEntries(queued: readonly QueuedLead[]): Promise<void>;
  /** Lists leads, oldest first; those whose person was erased come last. */
  list(query: LeadQuery): Promise<Page<Lead>>;
  decision(id: string): Promise<BatchDecision | undefined>;
  leadOfPerson(key: string, options?: ReadOptions): Promise<LeadId | undefined>;
  leadOfSubmission(key: string, options?: ReadOptions): Promise<LeadId | undefined>;
  leadOfExternalId(id: string): Promise<LeadId | undefined>;
  /** Lists up to `limit` leads of a company that have an owner, newest first. */
  leadsOfCompany(company: string, limit: number): Promise<readonly LeadId[]>;
  /** Lists open leads whose account a person has to confirm, oldest first. */
  accountReviews(options: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>>;
  /** Returns the ledger of a team, empty at version 0 if it has none yet, with the adjustments owed to it. */
  ledger(team: TeamId): Promise<{ readonly ledger: Ledger; readonly owed: readonly LedgerAdjustment[] }>;
}
