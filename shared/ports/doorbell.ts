import type { TeamId } from '../domain/ids.ts';

/** Signals that a team has leads to look at. Idempotent; the sweep makes up for a lost ring. */
export interface Doorbell {
  ring(team: TeamId): Promise<void>;
}
