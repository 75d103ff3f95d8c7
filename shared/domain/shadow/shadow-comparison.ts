import { secondsBetween } from '../instant.ts';
import type { Observation, OurDecision, RealOwner } from './shadow-mode.ts';

/** How many of some leads were alike, with the range in which the true share lies in 19 of 20 such samples. All from 0 to 1. */
export interface AlikeShare {
  readonly of: number;
  readonly alike: number;
  readonly share?: number;
  readonly low?: number;
  readonly high?: number;
}

/** How often Baton and the system that decides agree. */
export interface Agreement {
  /** Leads that were observed at all. */
  readonly leads: number;
  /** Those of which both owners are known; everything below is about these. */
  readonly compared: number;
  /** Those of which nobody has told the real owner. */
  readonly notYetKnown: number;
  /** Those that have a real owner and that Baton gave to nobody, by what it did instead. */
  readonly oursGaveNobody: Readonly<Record<'queue' | 'nurture' | 'closed' | 'undecided', number>>;
  readonly sameRep: AlikeShare;
  /** Our team is one of those that the real owner is in. */
  readonly sameTeam: AlikeShare;
  readonly byRule: readonly GroupAgreement[];
  /** By the team that Baton chose. */
  readonly byTeam: readonly GroupAgreement[];
  /** Whom Baton chose where somebody else got it, the most frequent first. */
  readonly confusions: readonly { readonly ours: string; readonly theirs: string; readonly leads: number }[];
  /** From receipt to the owner, in seconds on the wall. */
  readonly medianSecondsToOwner: { readonly ours?: number; readonly theirs?: number };
}

/** The same for the leads of one rule or team. */
export interface GroupAgreement {
  readonly name: string;
  readonly sameRep: AlikeShare;
  readonly sameTeam: AlikeShare;
}

/** Pairs that are shown at most. */
const MOST_CONFUSIONS = 20;
/** Of the normal distribution, for 95 %. */
const Z = 1.96;

type Compared = Observation & {
  readonly ours: OurDecision & Required<Pick<OurDecision, 'rep' | 'team'>>;
  readonly theirs: RealOwner;
};

/** Compares what Baton decided with what was decided. Pure: the same observations in any order come to the same. */
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
 * A share with Wilson's interval, which holds for few leads and for shares near 0 and 1, too (E. B. Wilson, Probable inference,
 * the law of succession, and statistical inference, 1927).
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

/** The largest group first. */
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

/** The middle one; of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
