import type { RepId, TeamId } from '../../ids.ts';
import type { Rep } from '../../team/rep.ts';
import { ownWeightOf } from '../strategy.ts';
import type { RepFactor, TurnWeights } from './turn-weights.ts';

/** The factors that a batch was decided by, kept with its record. */
export interface WeightsRecord extends Pick<TurnWeights, 'version' | 'at' | 'terms'> {
  /** Those of the candidates who had one, with the own weight that it multiplied. */
  readonly reps: Readonly<Record<RepId, RepFactor & { readonly own: number }>>;
}

/** Returns what is kept of the factors of a team: those of these candidates. */
export function keepWeights(
  { version, at, terms, reps }: TurnWeights,
  { team, candidates }: { readonly team: TeamId; readonly candidates: readonly Pick<Rep, 'id' | 'teams'>[] },
): WeightsRecord {
  const factors = new Map(Object.entries(reps));
  return {
    version,
    at,
    terms,
    reps: Object.fromEntries(
      candidates.flatMap((rep) => {
        const factor = factors.get(rep.id);
        return factor ? [[rep.id, { ...factor, own: ownWeightOf(team, rep) }]] : [];
      }),
    ),
  };
}

/** Returns the factors of a batch as they were given to it, as far as they concern its candidates. */
export function restoreWeights(team: TeamId, { version, at, terms, reps }: WeightsRecord): TurnWeights {
  return {
    team,
    version,
    at,
    terms,
    reps: Object.fromEntries(Object.entries(reps).map(([rep, { own: _, ...factor }]) => [rep, factor])),
  };
}
