import type { Instant } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { arrivalsOf, OFFICE_PROFILE } from '../../shared/simulation/arrivals.ts';
import type { Behaviour } from '../../shared/simulation/behaviour.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { type SimulatedWeeks, simulateWeeks } from '../../shared/simulation/simulate-weeks.ts';
import { holidaysOf } from '../rep-holidays.ts';
import type { LeadMix } from './lead-mix.ts';
import { applyWhatIf, type WhatIf } from './what-if.ts';

/** Everything that two runs have in common. */
export interface SimulationTerms {
  readonly reps: readonly Rep[];
  readonly mix: LeadMix;
  readonly behaviour: Behaviour;
  readonly start: Instant;
  readonly weeks: number;
  /** Leads a week, before `volume`. */
  readonly perWeek: number;
  readonly seed: number;
}

/** The weeks as they are, and as they would be. */
export interface Simulation {
  readonly start: Instant;
  readonly weeks: number;
  readonly seed: number;
  /** What is tried, in words; empty when there is nothing to compare. */
  readonly tried: readonly string[];
  readonly base: SimulatedWeeks;
  readonly trial?: SimulatedWeeks;
}

const NOTHING: WhatIf = { leaves: [], hires: [], volume: 1 };

/** Runs the weeks with `before`, and again with what is tried. Persons and reps behave the same in both. */
export async function simulate(
  terms: SimulationTerms,
  trial: { readonly before: Plan; readonly after: Plan; readonly whatIf: WhatIf },
): Promise<Simulation> {
  const { before, after, whatIf } = trial;
  const { start, weeks, seed } = terms;
  const tried = describeTrial(trial);
  const base = await run(terms, before, NOTHING);
  return { start, weeks, seed, tried, base, ...(tried.length > 0 && { trial: await run(terms, after, whatIf) }) };
}

async function run(terms: SimulationTerms, plan: Plan, whatIf: WhatIf): Promise<SimulatedWeeks> {
  const { start, weeks, perWeek, seed, mix, behaviour } = terms;
  const reps = applyWhatIf(terms.reps, whatIf);
  const arrivals = arrivalsOf({
    start,
    weeks,
    perWeek: perWeek * whatIf.volume,
    profile: OFFICE_PROFILE,
    random: createSeededRandom(seed),
  });
  return simulateWeeks(
    { plan, reps, holidays: holidaysOf(reps, start), behaviour },
    { start, weeks, seed, arrivals, bodyOf: ({ number }) => mix(number) },
  );
}

function describeTrial({ before, after, whatIf }: Parameters<typeof simulate>[1]): readonly string[] {
  const { leaves, hires, volume } = whatIf;
  return [
    ...(before === after ? [] : ['another plan']),
    ...leaves.map(({ rep, from, to }) => `${rep} on leave from ${from} to ${to}`),
    ...hires.map(({ count, team }) => `${count} more in ${team}`),
    ...(volume === 1 ? [] : [`${volume} times the leads`]),
  ];
}
