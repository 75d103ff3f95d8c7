import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Observation, RealOwner } from '../domain/shadow/shadow-mode.ts';
import type { Page } from './lead-store.ts';

/**
 * What Baton would have done with the leads it only observes, beside what was done. Our side is written by the steps of the lead
 * themselves, in the same transaction.
 */
export interface ObservationStore {
  of(lead: ObservedLead): Promise<Observation | undefined>;
  /** Keeps who really has it; saving again replaces. @throws when the lead is not observed. */
  saveOwner(lead: ObservedLead, owner: RealOwner): Promise<void>;
  /** Leads received on one UTC day, `2026-11-23`. @throws {BadCursor} when the cursor is none of its own. */
  ofDay(day: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Observation>>;
}

/** By what an observation is found. */
export interface ObservedLead {
  readonly id: LeadId;
  readonly receivedAt: Instant;
}
