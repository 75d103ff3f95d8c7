import type { TurnWeights } from '../../domain/assignment/weights/turn-weights.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { CurrentLoad, Rep } from '../../domain/team/rep.ts';
import type { Hold, RepChange, RepStore, SaveRepResult, TeamMembers } from '../../ports/rep-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import { type InMemoryWorld, innerMapOf, NO_LOAD } from './in-memory-world.ts';

/** Fake of the rep store. */
export class InMemoryRepStore implements RepStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async get(id: RepId): Promise<Rep | undefined> {
    return this.#world.reps.get(id);
  }

  async byEmail(email: string): Promise<Rep | undefined> {
    return [...this.#world.reps.values()].find((rep) => rep.email === email);
  }

  async loadOf(id: RepId): Promise<CurrentLoad> {
    return this.#world.loads.get(id) ?? NO_LOAD;
  }

  async membersOf(team: TeamId): Promise<TeamMembers> {
    const reps = [...this.#world.reps.values()].filter(({ teams }) => ownValue(teams, team) !== undefined);
    reps.sort((a, b) => (a.id < b.id ? -1 : 1));
    const members = reps.map((rep) => ({ rep, load: this.#world.loads.get(rep.id) ?? NO_LOAD }));
    return { members, isComplete: true };
  }

  async list(): Promise<readonly Rep[]> {
    return [...this.#world.reps.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(rep: Rep, change: RepChange): Promise<SaveRepResult> {
    const { reps, repChanges } = this.#world;
    if ((reps.get(rep.id)?.version ?? 0) !== rep.version - 1) return { outcome: 'stale' };
    const holder = rep.email === undefined ? undefined : await this.byEmail(rep.email);
    if (holder && holder.id !== rep.id) return { outcome: 'email_taken' };
    reps.set(rep.id, copyFrozen(rep));
    repChanges.set(keyOf(change), copyFrozen(change));
    return { outcome: 'done' };
  }

  async holdsOf(id: RepId): Promise<readonly Hold[]> {
    return [...innerMapOf(this.#world.holds, id).values()];
  }

  async pendingChanges(before: Instant, limit: number): Promise<readonly RepChange[]> {
    return [...this.#world.repChanges.values()]
      .filter(({ at }) => at <= before)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .slice(0, limit);
  }

  async completeChange(change: RepChange): Promise<void> {
    this.#world.repChanges.delete(keyOf(change));
  }

  async holidays(region: string): Promise<readonly string[]> {
    return this.#world.holidays.get(region) ?? [];
  }

  async saveHolidays(region: string, dates: readonly string[]): Promise<void> {
    this.#world.holidays.set(region, copyFrozen([...dates].sort()));
  }

  async turnWeights(team: TeamId): Promise<TurnWeights | undefined> {
    return this.#world.turnWeights.get(team);
  }

  async saveTurnWeights(weights: TurnWeights): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const { turnWeights } = this.#world;
    if ((turnWeights.get(weights.team)?.version ?? 0) !== weights.version - 1) return { outcome: 'stale' };
    turnWeights.set(weights.team, copyFrozen(weights));
    return { outcome: 'done' };
  }
}

function keyOf({ rep, version }: RepChange): string {
  return `${rep}#${version}`;
}
