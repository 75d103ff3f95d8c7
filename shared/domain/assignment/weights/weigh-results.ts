import type { RepId } from '../../ids.ts';
import type { BestTerms } from '../../plan/team.ts';
import { balanceFactors } from './balance-factors.ts';
import type { RepFactor } from './turn-weights.ts';

/** What came of the leads of one band that a rep got in turn. */
export interface BandResult {
  readonly rep: RepId;
  readonly band: string;
  readonly leads: number;
  /** How many of `leads` succeeded. */
  readonly hits: number;
}

/** Successes of the team's average below which a rep's results say nothing. */
const MIN_EXPECTED = 1;

/** A rep's results beside what the team's average would have made of the same leads. */
interface Comparison {
  readonly leads: number;
  readonly hits: number;
  readonly expected: number;
  /** The variance of `hits` by chance alone. */
  readonly variance: number;
}

/**
 * Returns by how much the results of each rep multiply their weight.
 *
 * A rep is compared with what the team's average would have made of the same leads, band by band (indirect
 * standardisation), so hot leads are no merit. The ratio is drawn towards 1 by how much of it may be chance (Bühlmann's
 * credibility, 1967; Clayton and Kaldor, 1987), then held within the plan's bounds. Who has fewer leads than the sample
 * keeps exactly their own weight, and the sum of the others' weights does not change.
 * @param weights the own weight of each rep of the team
 */
export function weighResults(
  results: readonly BandResult[],
  terms: Pick<BestTerms, 'sample' | 'atMost'>,
  weights: ReadonlyMap<RepId, number>,
): Readonly<Record<RepId, RepFactor>> {
  const compared = compareWithTeam(results);
  const ratings = [...weights].map(([rep, weight]) => {
    const found = compared.get(rep) ?? { leads: 0, hits: 0, expected: 0, variance: 0 };
    return { rep, weight, found, because: obstacleOf(found, terms) };
  });
  const rated = ratings.filter(({ because, weight }) => because === undefined && weight > 0);
  // Without somebody to trade shares with, a factor would change nothing but the credit that others earn.
  const factors =
    rated.length < 2
      ? new Map<RepId, number>()
      : balanceFactors(
          rated.map(({ rep, weight, found }) => ({ rep, weight, raw: shrinkRatio(found, terms.atMost) })),
          terms.atMost,
        );
  return Object.fromEntries(
    ratings.map(({ rep, found: { leads, hits, expected }, because }) => {
      const factor = factors.get(rep);
      const reason = because ?? (factor === undefined ? ('nobody_to_compare' as const) : undefined);
      return [rep, { factor: factor ?? 1, leads, hits, expected, ...(reason && { because: reason }) }];
    }),
  );
}

function obstacleOf({ leads, expected }: Comparison, { sample }: Pick<BestTerms, 'sample'>): RepFactor['because'] {
  if (leads < sample) return 'few_leads';
  return expected < MIN_EXPECTED ? 'few_results' : undefined;
}

/**
 * Returns what a rep's results say of the rep: 1 plus that part of the difference which is not likely to be chance. `atMost`
 * says how far apart reps are believed to be: two standard deviations.
 */
function shrinkRatio({ hits, expected, variance }: Comparison, atMost: number): number {
  const believed = ((atMost - 1) / 2) ** 2;
  const chance = variance / expected ** 2;
  return 1 + (hits / expected - 1) * (believed / (believed + chance));
}

function compareWithTeam(results: readonly BandResult[]): ReadonlyMap<RepId, Comparison> {
  const compared = new Map<RepId, Comparison>();
  for (const ofBand of Map.groupBy(results, ({ band }) => band).values()) {
    const leads = ofBand.reduce((sum, one) => sum + one.leads, 0);
    const hits = ofBand.reduce((sum, one) => sum + one.hits, 0);
    // A rate of 0 or 1 in a few leads is no certainty: one more of each keeps the variance above zero.
    const cautious = (hits + 1) / (leads + 2);
    for (const one of ofBand) {
      const before = compared.get(one.rep) ?? { leads: 0, hits: 0, expected: 0, variance: 0 };
      compared.set(one.rep, {
        leads: before.leads + one.leads,
        hits: before.hits + one.hits,
        expected: before.expected + (leads === 0 ? 0 : (one.leads * hits) / leads),
        variance: before.variance + one.leads * cautious * (1 - cautious),
      });
    }
  }
  return compared;
}
