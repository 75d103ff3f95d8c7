import type { Pilot, PilotEnd, PilotRecord, RunningPilot } from '../../domain/pilot/pilot.ts';
import type { NewPilot, PilotStart, PilotStore } from '../../ports/pilot-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the pilot store. */
export class InMemoryPilotStore implements PilotStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async start({ salt, ...pilot }: NewPilot): Promise<PilotStart> {
    const { plans, pilots, activePlan } = this.#world;
    if (!plans[pilot.version - 1]) return { outcome: 'unknown_version' };
    if (this.#world.pilot) return { outcome: 'pilot_running' };
    if (activePlan !== pilot.over) return { outcome: 'conflict' };
    const next: Pilot = copyFrozen({ ...pilot, id: `pilot_${pilots.length + 1}` });
    pilots.push(next);
    this.#world.pilot = copyFrozen({ ...next, salt });
    return { outcome: 'done', pilot: next };
  }

  async grow(id: string, share: number): Promise<{ readonly outcome: 'done' | 'not_running' }> {
    const pilot = this.#running(id);
    if (!pilot || pilot.share >= share) return { outcome: 'not_running' };
    this.#world.pilot = copyFrozen({ ...pilot, share });
    this.#replace(id, { share });
    return { outcome: 'done' };
  }

  async end(id: string, end: PilotEnd): Promise<{ readonly outcome: 'done' | 'not_running' }> {
    const pilot = this.#running(id);
    if (!pilot) return { outcome: 'not_running' };
    this.#world.pilot = undefined;
    this.#replace(id, { end });
    if (end.how === 'promoted') this.#activate(pilot, end);
    return { outcome: 'done' };
  }

  async list(): Promise<readonly PilotRecord[]> {
    return this.#world.pilots.toReversed();
  }

  #activate({ id, version }: Pilot, { at, by, reason }: PilotEnd): void {
    const change = this.#world.plans[version - 1]?.plan.change;
    const entry = { version, at, by, pilot: id, ...(reason !== undefined && { reason }), ...(change && { change }) };
    this.#world.activePlan = version;
    this.#world.planActivations.push(copyFrozen(entry));
  }

  #running(id: string): RunningPilot | undefined {
    return this.#world.pilot?.id === id ? this.#world.pilot : undefined;
  }

  #replace(id: string, change: Partial<PilotRecord>): void {
    const { pilots } = this.#world;
    const index = pilots.findIndex((one) => one.id === id);
    const known = pilots[index];
    if (known) pilots[index] = copyFrozen({ ...known, ...change });
  }
}
