import type { Rep } from '../../../shared/domain/team/rep.ts';
import type { RepChange, RepStore } from '../../../shared/ports/rep-store.ts';
import { MONDAY } from './moment.ts';

/** Builds a fictional rep: active, in team `sdr` with weight 1, first version. */
export function aRep(overrides: Partial<Rep> = {}): Rep {
  return {
    id: 'kim',
    name: 'Kim Aalto',
    active: true,
    teams: { sdr: 1 },
    zone: 'Europe/Berlin',
    attributes: {},
    leaves: [],
    version: 1,
    ...overrides,
  };
}

/** Builds the change that is saved with a rep. */
export function aRepChange(rep: Rep, overrides: Partial<RepChange> = {}): RepChange {
  return { rep: rep.id, version: rep.version, at: MONDAY, teams: Object.keys(rep.teams), ...overrides };
}

/** Saves reps to a store that does not have them yet. */
export async function saveReps(store: RepStore, ...reps: readonly Rep[]): Promise<void> {
  for (const rep of reps) {
    const { outcome } = await store.save(rep, aRepChange(rep));
    if (outcome !== 'done') throw new Error(`rep ${rep.id} already exists`);
  }
}
