import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** One timer for one step of an assignment: it wakes for its own epoch and revision and does nothing for any other. */
export interface FollowUpTimer {
  readonly leadId: LeadId;
  readonly epoch: number;
  readonly revision: number;
  /** The date of the step that it is for. */
  readonly at: Instant;
}

/** Starts the timers that make deadlines punctual. Starting one twice is starting it once. */
export interface FollowUps {
  /** `waitSeconds`: how long it sleeps before it looks at the lead. */
  start(timer: FollowUpTimer, waitSeconds: number): Promise<void>;
}
