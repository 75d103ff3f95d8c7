import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { RepChange, RepStore } from '../../ports/rep-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/**
 * A rep store whose holidays may be as old as the TTL. Reps, loads and memberships are never kept: an assignment decides
 * by what they are now.
 */
export class CachedRepStore implements RepStore {
  readonly #store: RepStore;
  readonly #holidays: TtlCache<string, readonly string[]>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: RepStore }) {
    this.#store = store;
    this.#holidays = new TtlCache(ttl);
  }

  holidays(region: string): Promise<readonly string[]> {
    return this.#holidays.get(region, () => this.#store.holidays(region));
  }

  saveHolidays(region: string, dates: readonly string[]): Promise<void> {
    return this.#store.saveHolidays(region, dates).finally(() => this.#holidays.drop(region));
  }

  get(...asked: Parameters<RepStore['get']>): ReturnType<RepStore['get']> {
    return this.#store.get(...asked);
  }

  byEmail(email: string): ReturnType<RepStore['byEmail']> {
    return this.#store.byEmail(email);
  }

  loadOf(id: RepId): ReturnType<RepStore['loadOf']> {
    return this.#store.loadOf(id);
  }

  membersOf(team: TeamId): ReturnType<RepStore['membersOf']> {
    return this.#store.membersOf(team);
  }

  list(): ReturnType<RepStore['list']> {
    return this.#store.list();
  }

  save(rep: Rep, change: RepChange): ReturnType<RepStore['save']> {
    return this.#store.save(rep, change);
  }

  holdsOf(id: RepId): ReturnType<RepStore['holdsOf']> {
    return this.#store.holdsOf(id);
  }

  pendingChanges(before: Instant, limit: number): ReturnType<RepStore['pendingChanges']> {
    return this.#store.pendingChanges(before, limit);
  }

  completeChange(change: RepChange): ReturnType<RepStore['completeChange']> {
    return this.#store.completeChange(change);
  }

  turnWeights(team: TeamId): ReturnType<RepStore['turnWeights']> {
    return this.#store.turnWeights(team);
  }

  saveTurnWeights(...asked: Parameters<RepStore['saveTurnWeights']>): ReturnType<RepStore['saveTurnWeights']> {
    return this.#store.saveTurnWeights(...asked);
  }
}
