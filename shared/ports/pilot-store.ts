import type { Pilot, PilotEnd, PilotRecord, RunningPilot } from '../domain/pilot/pilot.ts';

/** A pilot to start, before it has an id. */
export type NewPilot = Omit<RunningPilot, 'id'>;

/**
 * `conflict`: another version is in force than the one expected. `pilot_running`: there is one already.
 * `unknown_version`: the candidate is not published.
 */
export type PilotStart =
  | { readonly outcome: 'done'; readonly pilot: Pilot }
  | { readonly outcome: 'conflict' | 'pilot_running' | 'unknown_version' };

/**
 * Stores pilots: at most one runs, beside the plan in force, and reading that plan tells of it. Each change is one
 * conditional write.
 */
export interface PilotStore {
  /** Starts a pilot over the version in force that it names. */
  start(pilot: NewPilot): Promise<PilotStart>;
  /** Gives the candidate a larger share. @returns `not_running` if that pilot does not run or has this share or more */
  grow(id: string, share: number): Promise<{ readonly outcome: 'done' | 'not_running' }>;
  /**
   * Ends a pilot: all leads are routed by the plan in force, which is the candidate if it is promoted; that is an entry of
   * the history of plans too. @returns `not_running` if that pilot does not run
   */
  end(id: string, end: PilotEnd): Promise<{ readonly outcome: 'done' | 'not_running' }>;
  /** Lists the pilots, newest first. */
  list(): Promise<readonly PilotRecord[]>;
}
