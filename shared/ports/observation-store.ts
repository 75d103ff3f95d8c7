import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Observation, RealOwner } from '../domain/shadow/shadow-mode.ts';
import type { Page } from './lead-store.ts';

/**
 * What Baton would have done with the leads in shadow mode, beside what the incumbent did. Baton's side is written by
 * the lead's own transitions, in the same transaction.
 */
export interface ObservationStore {
  of(lead: ObservedLead): Promise<Observation | undefined>;
  /** Saves or replaces the incumbent's owner. @throws when the lead is not in shadow mode. */
  saveOwner(lead: ObservedLead, owner: RealOwner): Promise<void>;
  /**
   * Lists leads received on one UTC day, `2026-11-23`.
   * @throws {BadCursor} when the cursor was not issued by this store.
   */
  ofDay(day: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Observation>>;
}

/** The key of an observation. */
export interface ObservedLead {
  readonly id: LeadId;
  readonly receivedAt: Instant;
}
