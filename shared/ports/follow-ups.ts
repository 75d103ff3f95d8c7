import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** A timer for one step of an assignment. It acts only on its own epoch and revision. */
export interface FollowUpTimer {
  readonly leadId: LeadId;
  readonly epoch: number;
  readonly revision: number;
  /** The date of its step. */
  readonly at: Instant;
}

/** Starts the timers that make deadlines punctual. Idempotent. */
export interface FollowUpTimers {
  /** `waitSeconds`: how long the timer sleeps before it checks the lead. */
  start(timer: FollowUpTimer, waitSeconds: number): Promise<void>;
}
