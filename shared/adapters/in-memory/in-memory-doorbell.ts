import type { TeamId } from '../../domain/ids.ts';
import type { Doorbell } from '../../ports/doorbell.ts';

/** Fake of the doorbell: records which teams were rung. `onRing` may react at once. */
export class InMemoryDoorbell implements Doorbell {
  readonly #onRing: (team: TeamId) => Promise<void> | void;
  readonly #rung: TeamId[] = [];

  constructor(onRing: (team: TeamId) => Promise<void> | void = () => {}) {
    this.#onRing = onRing;
  }

  async ring(team: TeamId): Promise<void> {
    this.#rung.push(team);
    await this.#onRing(team);
  }

  /** Every ring so far, in order. */
  get rings(): readonly TeamId[] {
    return this.#rung;
  }

  /** Returns the teams rung since the last call, without repeats, in order: the work list of a worker. */
  takeRungTeams(): readonly TeamId[] {
    return [...new Set(this.#rung.splice(0))];
  }
}
