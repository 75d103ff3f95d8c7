import { secondsBetween } from '../instant.ts';
import type { BatonDecision, IncumbentOwner, ShadowRecord, UnassignedResult } from './shadow-mode.ts';

/** How many of some leads agree, with a 95 % confidence interval of the true share. Shares are from 0 to 1. */
export interface MatchShare {
  readonly of: number;
  readonly agreeing: number;
  readonly share?: number;
  readonly low?: number;
  readonly high?: number;
}

/** How often Baton and the incumbent system agree. */
export interface ShadowComparison {
  /** All leads in shadow mode. */
  readonly leads: number;
  /** Leads whose two owners are both known. The figures below cover only these. */
  readonly compared: number;
  /** Leads whose incumbent's owner has not been reported. */
  readonly notYetKnown: number;
  /** Leads that have an incumbent's owner and that Baton assigned to nobody, by what Baton did instead. */
  readonly batonGaveNobody: Readonly<Record<UnassignedResult | 'undecided', number>>;
  readonly sameRep: MatchShare;
  /** Baton's team is one of the incumbent's owner's teams. */
  readonly sameTeam: MatchShare;
  readonly byRule: readonly GroupComparison[];
  /** By the team that Baton chose. */
  readonly byTeam: readonly GroupComparison[];
  /** Pairs of different owners, the most frequent first. */
  readonly confusions: readonly { readonly baton: string; readonly incumbent: string; readonly leads: number }[];
  /** Median time from receipt to the owner, in wall-clock seconds. */
  readonly medianSecondsToOwner: { readonly baton?: number; readonly incumbent?: number };
}

/** The same for the leads of one rule or team. */
export interface GroupComparison {
  readonly name: string;
  readonly sameRep: MatchShare;
  readonly sameTeam: MatchShare;
}

/** Maximum number of pairs shown. */
const MAX_MISMATCHES = 20;
/** Quantile of the normal distribution for 95 %. */
const NORMAL_QUANTILE_95 = 1.96;

type ComparableRecord = ShadowRecord & {
  readonly baton: BatonDecision & Required<Pick<BatonDecision, 'rep' | 'team'>>;
  readonly incumbent: IncumbentOwner;
};

/** Compares Baton's decisions with the incumbent's. Pure; the order of the observations does not matter. */
export function compareDecisions(observations: readonly ShadowRecord[]): ShadowComparison {
  const compared = observations.filter(isComparable);
  const instead = { queue: 0, nurture: 0, closed: 0, undecided: 0 };
  for (const { baton, incumbent } of observations) {
    if (incumbent && baton?.rep === undefined) instead[baton?.instead ?? 'undecided'] += 1;
  }
  return {
    leads: observations.length,
    compared: compared.length,
    notYetKnown: observations.filter(({ incumbent }) => incumbent === undefined).length,
    batonGaveNobody: instead,
    ...compareOwners(compared),
    byRule: groupLeads(compared, ({ baton }) => baton.rule),
    byTeam: groupLeads(compared, ({ baton }) => baton.team),
    confusions: mismatchesOf(compared),
    medianSecondsToOwner: {
      baton: medianOf(compared.map(({ receivedAt, baton }) => secondsBetween(receivedAt, baton.at))),
      incumbent: medianOf(compared.map(({ receivedAt, incumbent }) => secondsBetween(receivedAt, incumbent.at))),
    },
  };
}

function isComparable(observation: ShadowRecord): observation is ComparableRecord {
  const { baton, incumbent } = observation;
  return incumbent !== undefined && baton?.rep !== undefined && baton.team !== undefined;
}

function compareOwners(compared: readonly ComparableRecord[]): Pick<GroupComparison, 'sameRep' | 'sameTeam'> {
  return {
    sameRep: matchShareOf(
      compared.filter(({ baton, incumbent }) => baton.rep === incumbent.rep),
      compared,
    ),
    sameTeam: matchShareOf(
      compared.filter(({ baton, incumbent }) => incumbent.teams.includes(baton.team)),
      compared,
    ),
  };
}

/**
 * Returns a share with its Wilson score interval, which also holds for few leads and for shares near 0 and 1 (E. B.
 * Wilson, Probable inference, the law of succession, and statistical inference, 1927).
 */
function matchShareOf(matching: readonly unknown[], all: readonly unknown[]): MatchShare {
  const [alikeCount, of] = [matching.length, all.length];
  if (of === 0) return { of, agreeing: alikeCount };
  const share = alikeCount / of;
  const divisor = 1 + NORMAL_QUANTILE_95 ** 2 / of;
  const centre = (share + NORMAL_QUANTILE_95 ** 2 / (2 * of)) / divisor;
  const margin =
    (NORMAL_QUANTILE_95 / divisor) * Math.sqrt((share * (1 - share)) / of + NORMAL_QUANTILE_95 ** 2 / (4 * of ** 2));
  return { of, agreeing: alikeCount, share, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}

/** Groups leads by name, the largest group first. */
function groupLeads(
  compared: readonly ComparableRecord[],
  nameOf: (record: ComparableRecord) => string,
): readonly GroupComparison[] {
  const groups = Map.groupBy(compared, nameOf);
  return [...groups]
    .map(([name, leads]) => ({ name, ...compareOwners(leads) }))
    .sort((a, b) => b.sameRep.of - a.sameRep.of || (a.name < b.name ? -1 : 1));
}

function mismatchesOf(compared: readonly ComparableRecord[]): ShadowComparison['confusions'] {
  const mismatched = compared.filter(({ baton, incumbent }) => baton.rep !== incumbent.rep);
  const pairs = Map.groupBy(mismatched, ({ baton, incumbent }) => JSON.stringify([baton.rep, incumbent.rep]));
  return [...pairs.values()]
    .flatMap((leads) =>
      leads
        .slice(0, 1)
        .map(({ baton, incumbent }) => ({ baton: baton.rep, incumbent: incumbent.rep, leads: leads.length })),
    )
    .sort((a, b) => b.leads - a.leads || (`${a.baton} ${a.incumbent}` < `${b.baton} ${b.incumbent}` ? -1 : 1))
    .slice(0, MAX_MISMATCHES);
}

/** Returns the median; for an even number of values the mean of the middle two. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
