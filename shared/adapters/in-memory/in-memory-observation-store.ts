import { dayOfObservation, type Observation, type RealOwner } from '../../domain/shadow/shadow-mode.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { ObservationStore, ObservedLead } from '../../ports/observation-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { MemoryWorld } from './in-memory-world.ts';
import { pageOf } from './page-of.ts';

/** Fake of the observation store. */
export class MemoryObservationStore implements ObservationStore {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async of({ id }: ObservedLead): Promise<Observation | undefined> {
    return this.#world.observations.get(id);
  }

  async saveOwner({ id }: ObservedLead, theirs: RealOwner): Promise<void> {
    const known = this.#world.observations.get(id);
    if (!known) throw new Error(`${id} is not in shadow mode`);
    this.#world.observations.set(id, frozenCopy({ ...known, theirs }));
  }

  async ofDay(day: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Observation>> {
    const ofThatDay = [...this.#world.observations.values()].filter((one) => dayOfObservation(one) === day);
    return pageOf(ofThatDay, { ...page, placeOf: ({ lead }) => lead });
  }
}
