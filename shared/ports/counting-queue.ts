import type { LeadId } from '../domain/ids.ts';

/** Asks for leads to be counted for reports. */
export interface CountingQueue {
  /** Idempotent. A request that is lost heals with the lead's next one, because each counts the whole timeline. */
  request(leads: readonly LeadId[]): Promise<void>;
}
