import type { RepId, TeamId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { ownValue } from '../../own-value.ts';
import type { BestTerms, Team } from '../../plan/team.ts';

/** Why a rep's results do not change their weight. `few_results`: the team has too few successes to compare with. */
export const UNWEIGHED_REASONS = ['few_leads', 'few_results', 'nobody_to_compare'] as const;
export type UnweighedReason = (typeof UNWEIGHED_REASONS)[number];

/** What the results of one rep do to their weight. */
export interface RepFactor {
  /** The rep's own weight is multiplied by it. Exactly 1 while the results do not count. */
  readonly factor: number;
  /** Leads that count, and how many of them succeeded. */
  readonly leads: number;
  readonly hits: number;
  /** How many would have succeeded at the team's average for the same bands. */
  readonly expected: number;
  readonly because?: UnweighedReason;
}

/** The factors of a team, as computed at one moment. Stored whole, so each decision names the version it used. */
export interface TurnWeights {
  readonly team: TeamId;
  /** Grows by one each time they are computed. */
  readonly version: number;
  readonly at: Instant;
  /** The terms of the plan that they were computed by. */
  readonly terms: BestTerms;
  readonly reps: Readonly<Record<RepId, RepFactor>>;
}

/** Returns the factors as far as they were computed by the team's present terms: others may exceed its bounds. */
export function weightsInForce(
  { best }: Pick<Team, 'best'>,
  weights: TurnWeights | undefined,
): TurnWeights | undefined {
  return weights && best && haveSameTerms(weights.terms, best) ? weights : undefined;
}

function haveSameTerms(a: BestTerms, b: BestTerms): boolean {
  return (
    a.by === b.by &&
    a.overDays === b.overDays &&
    a.settledDays === b.settledDays &&
    a.sample === b.sample &&
    a.atMost === b.atMost
  );
}

/** Returns by how much a rep's own weight is multiplied: 1 for who has no factor, and while there are none. */
export function factorOf(weights: Pick<TurnWeights, 'reps'> | undefined, rep: RepId): number {
  return (weights && ownValue(weights.reps, rep)?.factor) ?? 1;
}
