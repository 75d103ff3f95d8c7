import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { IncumbentOwner, ShadowRecord } from '../domain/shadow/shadow-mode.ts';
import type { Page } from './lead-store.ts';

/**
 * What Baton would have done with the leads in shadow mode, beside what the incumbent did. Baton's side is written by
 * the lead's own transitions, in the same transaction.
 */
export interface ShadowStore {
  get(lead: ShadowLeadKey): Promise<ShadowRecord | undefined>;
  /** Saves or replaces the incumbent's owner. @throws when the lead is not in shadow mode. */
  saveIncumbentOwner(lead: ShadowLeadKey, owner: IncumbentOwner): Promise<void>;
  /**
   * Lists leads received on one UTC day, `2026-11-23`.
   * @throws {BadCursor} when the cursor was not issued by this store.
   */
  listDay(day: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<ShadowRecord>>;
}

/** The key of an observation. */
export interface ShadowLeadKey {
  readonly id: LeadId;
  readonly receivedAt: Instant;
}
