import type { RepId, TeamId } from '../ids.ts';
import type { Priority } from './rule.ts';
import type { Surge } from './surge.ts';

/** The strategy by which a team takes turns. */
export type TurnStrategy = 'round_robin' | 'weighted' | 'best' | 'least_loaded';

/**
 * What the results of a rep are measured by: leads closed as converted, leads qualified or closed as converted, or first
 * responses in time.
 */
export const RESULT_MEASURES = ['win_rate', 'conversion', 'first_response'] as const;
export type ResultMeasure = (typeof RESULT_MEASURES)[number];

/** How the results of reps change their weights, with the strategy `best`. */
export interface BestTerms {
  readonly by: ResultMeasure;
  /** Leads assigned in so many days up to now count … */
  readonly overDays: number;
  /** … but only once so many days have passed since, so that no lead counts as a failure before it could succeed. */
  readonly settledDays: number;
  /** The fewest leads from which a rep's results change their weight. */
  readonly sample: number;
  /** A rep gets at most so many times their usual share, and at least one part of so many. */
  readonly atMost: number;
}

/** Days after which a lead has usually succeeded, if it does. */
const SETTLED_DAYS: Readonly<Record<ResultMeasure, number>> = { win_rate: 30, conversion: 14, first_response: 1 };

/** Returns the terms of a plan that says only what is measured. */
export function defaultTermsOf(by: ResultMeasure): BestTerms {
  return { by, overDays: 90, settledDays: SETTLED_DAYS[by], sample: 30, atMost: 1.5 };
}

export interface Team {
  readonly id: TeamId;
  readonly manager: RepId;
  /** The calendar of its reps, unless a rep has one of their own. */
  readonly hours: string;
  readonly turn: TurnStrategy;
  /** Present with the strategy `best`. */
  readonly best?: BestTerms;
  /** Offers a lead to the owner of its territory or account before any turn, if that rep is in the team. */
  readonly ownerFirst?: 'territory' | 'account';
  /** `band`: a separate ledger for each band, so that nobody gets only cold leads. */
  readonly fairBy: 'team' | 'band';
  /** Limits on open leads, and on leads assigned in one day of the rep's time zone. Absent: no limit. */
  readonly cap: { readonly open?: number; readonly day?: number };
  /** The team that takes over when nobody in this team can take a lead. */
  readonly backup?: TeamId;
  /** What it does when more leads come than it has room for. Absent: its caps stay as they are. */
  readonly surge?: Surge;
  /** How much working time may pass while everybody who fits is on leave; default: the first-touch time of the SLA. */
  readonly waitSeconds?: number;
  /** Which leads pass over a rep who is in a meeting, and how long the meeting must still take. */
  readonly meetings: { readonly passOver: readonly Priority[]; readonly longerThanSeconds: number };
  /** The channel in Slack where the team sees who got which lead, and whether with the person's name. */
  readonly slack?: { readonly channel: string; readonly showsName: boolean };
}
