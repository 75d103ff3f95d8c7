import type { TeamId } from '../../domain/ids.ts';
import type { Doorbell } from '../../ports/doorbell.ts';

/** A doorbell that remembers who was rung for; `onRing` may answer it at once. */
export class MemoryDoorbell implements Doorbell {
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
  get rung(): readonly TeamId[] {
    return this.#rung;
  }

  /** The teams rung for since the last call, each once, in order: what a worker has to look at. */
  takeRung(): readonly TeamId[] {
    return [...new Set(this.#rung.splice(0))];
  }
}
