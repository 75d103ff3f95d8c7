import type { TeamId } from '../domain/ids.ts';

/** Says that a team has something to look at. Rung twice is rung once; a lost ring is healed by the sweep. */
export interface Doorbell {
  ring(team: TeamId): Promise<void>;
}
