import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** A hint that the CRM may not say what a lead is now. It claims nothing, so order and repetition do not matter. */
export interface CrmNudge {
  readonly lead: LeadId;
  /** Set on the next attempt after a failure: the time that the link names. */
  readonly dueAt?: Instant;
}

/** Takes nudges for whoever writes to the CRM. */
export interface CrmNudges {
  /**
   * @param delaySeconds how long they are held back, at most `MAX_DELAY_SECONDS`
   * @throws when one of them is not accepted, so that all are sent again; repeating does no harm
   */
  send(nudges: readonly CrmNudge[], delaySeconds: number): Promise<void>;
}
