import type { RepId } from '../../domain/ids.ts';
import type { Row } from './database.ts';
import { keys, type TableKey } from './keys.ts';

/** Profiles kept at most; beyond it all are read again. */
const MAX_PROFILES = 2_000;

/**
 * Profiles of reps as last read. One version of a profile never changes, and a rep's load, which is read for each
 * decision, says which version is current. So a kept profile is never outdated.
 */
export class ProfileCache {
  readonly #rows = new Map<string, Row>();

  /**
   * Returns the profiles of these reps, in no particular order.
   * @param loads the loads of the same reps, as they are now
   * @param read reads the profiles that are not kept in the version of their load
   */
  async find(
    reps: readonly RepId[],
    loads: readonly Row[],
    read: (missing: readonly TableKey[]) => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    const current = new Map(loads.map(({ sk, version }) => [sk, version]));
    const keptOf = (rep: RepId): Row | undefined => {
      const row = this.#rows.get(keys.rep(rep).pk);
      return row?.version === current.get(keys.load(rep).sk) ? row : undefined;
    };
    const kept = reps.map(keptOf).filter((row) => row !== undefined);
    const missing = reps.filter((rep) => !keptOf(rep)).map(keys.rep);
    const fresh = missing.length > 0 ? await read(missing) : [];
    if (this.#rows.size + fresh.length > MAX_PROFILES) this.#rows.clear();
    for (const row of fresh) this.#rows.set(String(row.pk), row);
    return [...kept, ...fresh];
  }
}
