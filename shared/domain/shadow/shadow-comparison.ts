import { secondsBetween } from '../instant.ts';
import type { Observation, OurDecision, RealOwner } from './shadow-mode.ts';

/** How many of some leads agree, with a 95 % confidence interval of the true share. Shares are from 0 to 1. */
export interface AlikeShare {
  readonly of: number;
  readonly alike: number;
  readonly share?: number;
  readonly low?: number;
  readonly high?: number;
}

/** How often Baton and the incumbent system agree. */
export interface Agreement {
  /** All leads in shadow mode. */
  readonly leads: number;
  /** Leads whose two owners are both known. The figures below cover only these. */
  readonly compared: number;
  /** Leads whose incumbent's owner has not been reported. */
  readonly notYetKnown: number;
  /** Leads that have an incumbent's owner and that Baton assigned to nobody, by what Baton did instead. */
  readonly oursGaveNobody: Readonly<Record<'queue' | 'nurture' | 'closed' | 'undecided', number>>;
  readonly sameRep: AlikeShare;
  /** Baton's team is one of the incumbent's owner's teams. */
  readonly sameTeam: AlikeShare;
  readonly byRule: readonly GroupAgreement[];
  /** By the team that Baton chose. */
  readonly byTeam: readonly GroupAgreement[];
  /** Pairs of different owners, the most frequent first. */
  readonly confusions: readonly { readonly ours: string; readonly theirs: string; readonly leads: number }[];
  /** Median time from receipt to the owner, in wall-clock seconds. */
  readonly medianSecondsToOwner: { readonly ours?: number; readonly theirs?: number };
}

/** The same for the leads of one rule or team. */
export interface GroupAgreement {
  readonly name: string;
  readonly sameRep: AlikeShare;
  readonly sameTeam: AlikeShare;
}

/** Maximum number of pairs shown. */
const MOST_CONFUSIONS = 20;
/** Quantile of the normal distribution for 95 %. */
const Z = 1.96;

type Compared = Observation & {
  readonly ours: OurDecision & Required<Pick<OurDecision, 'rep' | 'team'>>;
  readonly theirs: RealOwner;
};

/** Compares Baton's decisions with the incumbent's. Pure; the order of the observations does not matter. */
export function agreementOf(observations: readonly Observation[]): Agreement {
  const compared = observations.filter(isCompared);
  const instead = { queue: 0, nurture: 0, closed: 0, undecided: 0 };
  for (const { ours, theirs } of observations) {
    if (theirs && ours?.rep === undefined) instead[ours?.instead ?? 'undecided'] += 1;
  }
  return {
    leads: observations.length,
    compared: compared.length,
    notYetKnown: observations.filter(({ theirs }) => theirs === undefined).length,
    oursGaveNobody: instead,
    ...alike(compared),
    byRule: grouped(compared, ({ ours }) => ours.rule),
    byTeam: grouped(compared, ({ ours }) => ours.team),
    confusions: confusionsOf(compared),
    medianSecondsToOwner: {
      ours: median(compared.map(({ receivedAt, ours }) => secondsBetween(receivedAt, ours.at))),
      theirs: median(compared.map(({ receivedAt, theirs }) => secondsBetween(receivedAt, theirs.at))),
    },
  };
}

function isCompared(observation: Observation): observation is Compared {
  const { ours, theirs } = observation;
  return theirs !== undefined && ours?.rep !== undefined && ours.team !== undefined;
}

function alike(compared: readonly Compared[]): Pick<GroupAgreement, 'sameRep' | 'sameTeam'> {
  return {
    sameRep: shareOf(
      compared.filter(({ ours, theirs }) => ours.rep === theirs.rep),
      compared,
    ),
    sameTeam: shareOf(
      compared.filter(({ ours, theirs }) => theirs.teams.includes(ours.team)),
      compared,
    ),
  };
}

/**
 * Returns a share with its Wilson score interval, which also holds for few leads and for shares near 0 and 1 (E. B.
 * Wilson, Probable inference, the law of succession, and statistical inference, 1927).
 */
function shareOf(part: readonly unknown[], whole: readonly unknown[]): AlikeShare {
  const [alikeCount, of] = [part.length, whole.length];
  if (of === 0) return { of, alike: alikeCount };
  const share = alikeCount / of;
  const divisor = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / divisor;
  const reach = (Z / divisor) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { of, alike: alikeCount, share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/** Groups leads by name, the largest group first. */
function grouped(compared: readonly Compared[], nameOf: (one: Compared) => string): readonly GroupAgreement[] {
  const groups = Map.groupBy(compared, nameOf);
  return [...groups]
    .map(([name, leads]) => ({ name, ...alike(leads) }))
    .sort((a, b) => b.sameRep.of - a.sameRep.of || (a.name < b.name ? -1 : 1));
}

function confusionsOf(compared: readonly Compared[]): Agreement['confusions'] {
  const apart = compared.filter(({ ours, theirs }) => ours.rep !== theirs.rep);
  const pairs = Map.groupBy(apart, ({ ours, theirs }) => JSON.stringify([ours.rep, theirs.rep]));
  return [...pairs.values()]
    .flatMap((leads) =>
      leads.slice(0, 1).map(({ ours, theirs }) => ({ ours: ours.rep, theirs: theirs.rep, leads: leads.length })),
    )
    .sort((a, b) => b.leads - a.leads || (`${a.ours} ${a.theirs}` < `${b.ours} ${b.theirs}` ? -1 : 1))
    .slice(0, MOST_CONFUSIONS);
}

/** Returns the median; for an even number of values the mean of the middle two. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
