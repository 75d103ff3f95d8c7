import type { LeadId } from '../domain/ids.ts';

/** One timer of one assignment: it wakes for its own epoch and revision and does nothing for any other. */
export interface FollowUpTimer {
  readonly leadId: LeadId;
  readonly epoch: number;
  readonly revision: number;
}

/** Starts the timers that make deadlines punctual. Starting one twice is starting it once. */
export interface FollowUps {
  /** `waitSeconds`: how long it sleeps before it looks at the lead. */
  start(timer: FollowUpTimer, waitSeconds: number): Promise<void>;
}
