import type { Account } from '../../domain/accounts/account.ts';
import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import type { Ledger } from '../../domain/assignment/fairness/ledger.ts';
import type { TurnWeights } from '../../domain/assignment/weights/turn-weights.ts';
import type { CrmLink } from '../../domain/crm/crm-link.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId, RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { RoutedFeatures } from '../../domain/lead/routing-decision.ts';
import type { PilotRecord, RunningPilot } from '../../domain/pilot/pilot.ts';
import type { DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import type { Mode, ShadowRecord } from '../../domain/shadow/shadow-mode.ts';
import type { CurrentLoad, Rep } from '../../domain/team/rep.ts';
import type { Delivery, RefusedDelivery } from '../../ports/delivery-store.ts';
import type { HeldMatter } from '../../ports/held-matters.ts';
import type { LedgerAdjustment, QueuedLead } from '../../ports/lead-store.ts';
import type { Activation, PlanVersion } from '../../ports/plan-store.ts';
import type { Hold, RepChange } from '../../ports/rep-store.ts';
import type { FindingSummary, SourceActivity } from '../../ports/source-findings.ts';
import type { Source } from '../../ports/source-store.ts';
import type { TerritoryTable } from '../../ports/territory-store.ts';
import { DueDates } from './due-dates.ts';
import { MapWithPart } from './map-with-part.ts';
import { Tallies } from './tallies.ts';

/**
 * Everything an environment stores, in memory. The fakes use it as the real adapters use the tables. Fakes over the
 * same world see each other's writes immediately. Stored values are frozen, so no caller can change them.
 */
export interface InMemoryWorld {
  readonly leads: Map<LeadId, Lead>;
  readonly people: Map<LeadId, Person>;
  readonly enrichments: Map<LeadId, EnrichmentResult>;
  /** Leads whose enrichment result was erased for good. */
  readonly erasedEnrichments: Set<LeadId>;
  /** What was written to the CRM. */
  readonly crmLinks: Map<LeadId, CrmLink>;
  /** Leads of which this was erased for good. */
  readonly erasedCrmLinks: Set<LeadId>;
  readonly routedFeatures: Map<LeadId, RoutedFeatures>;
  readonly timelines: Map<LeadId, LeadEvent[]>;
  /** Every committed event, in order, as a stream would carry them. */
  readonly outbox: LeadEvent[];
  /** Due date of each lead that is not closed. */
  readonly dueDates: DueDates;
  readonly queues: Map<TeamId, Map<LeadId, QueuedLead>>;
  readonly submissions: Map<string, LeadId>;
  readonly personKeys: Map<string, LeadId>;
  readonly externalIds: Map<string, LeadId>;
  readonly decisions: Map<string, BatchDecision>;
  /** Leads in shadow mode. */
  readonly observations: Map<LeadId, ShadowRecord>;
  mode: Mode;
  readonly ledgers: Map<TeamId, Ledger>;
  readonly adjustments: Map<TeamId, Map<string, LedgerAdjustment>>;
  readonly reps: Map<RepId, Rep>;
  readonly loads: Map<RepId, CurrentLoad>;
  readonly holds: Map<RepId, Map<LeadId, Hold>>;
  /** By rep and version. */
  readonly repChanges: Map<string, RepChange>;
  readonly heldMatters: Map<string, HeldMatter>;
  readonly holidays: Map<string, readonly string[]>;
  readonly turnWeights: Map<TeamId, TurnWeights>;
  readonly plans: PlanVersion[];
  activePlan: number | undefined;
  readonly planActivations: Activation[];
  pilot: RunningPilot | undefined;
  readonly pilots: PilotRecord[];
  /** Part: those that are not done, which are few. */
  readonly deliveries: MapWithPart<string, Delivery>;
  /** By source and hour. */
  readonly refusedSamples: Map<string, RefusedDelivery>;
  /** All versions of each source, newest first. */
  readonly sources: Map<string, readonly Source[]>;
  /** Keyed hashes of erased deliveries, and until when they are kept. */
  readonly erasedDeliveries: Map<string, Instant>;
  readonly activity: Map<string, SourceActivity>;
  /** By source, then by finding. */
  readonly findings: Map<string, Map<string, FindingSummary>>;
  /** The counters behind reports, by window. */
  readonly tallies: Tallies;
  readonly accounts: Map<string, Account>;
  territories: TerritoryTable;
  /** Leads that have an owner, by company. */
  readonly leadsByCompany: Map<string, Map<LeadId, LeadId>>;
  /** Leads whose account a person must confirm. */
  readonly accountReviews: Set<LeadId>;
  /** The do-not-contact list, by key. */
  readonly doNotContact: Map<string, DoNotContactEntry>;
  /** Number of ids issued. */
  idsIssued: number;
}

/** Returns a world in which nothing has happened yet. */
export function createWorld(): InMemoryWorld {
  return {
    leads: new Map(),
    people: new Map(),
    enrichments: new Map(),
    erasedEnrichments: new Set(),
    crmLinks: new Map(),
    erasedCrmLinks: new Set(),
    routedFeatures: new Map(),
    timelines: new Map(),
    outbox: [],
    dueDates: new DueDates(),
    queues: new Map(),
    submissions: new Map(),
    personKeys: new Map(),
    externalIds: new Map(),
    decisions: new Map(),
    observations: new Map(),
    mode: 'live',
    ledgers: new Map(),
    adjustments: new Map(),
    reps: new Map(),
    loads: new Map(),
    holds: new Map(),
    repChanges: new Map(),
    heldMatters: new Map(),
    holidays: new Map(),
    turnWeights: new Map(),
    plans: [],
    activePlan: undefined,
    planActivations: [],
    pilot: undefined,
    pilots: [],
    deliveries: new MapWithPart(({ status }) => status.status === 'pending' || status.status === 'quarantined'),
    refusedSamples: new Map(),
    erasedDeliveries: new Map(),
    sources: new Map(),
    activity: new Map(),
    findings: new Map(),
    tallies: new Tallies(),
    accounts: new Map(),
    territories: { version: 0, rows: [] },
    leadsByCompany: new Map(),
    accountReviews: new Set(),
    doNotContact: new Map(),
    idsIssued: 0,
  };
}

/** Load of a rep without leads. */
export const NO_LOAD: CurrentLoad = { open: 0, days: {} };

/** Returns the inner map of a key. Creates it on first use. */
export function innerMapOf<Key, InnerKey, Value>(
  outer: Map<Key, Map<InnerKey, Value>>,
  key: Key,
): Map<InnerKey, Value> {
  const found = outer.get(key);
  if (found) return found;
  const made = new Map<InnerKey, Value>();
  outer.set(key, made);
  return made;
}
