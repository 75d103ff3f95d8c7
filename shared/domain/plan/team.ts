import type { RepId, TeamId } from '../ids.ts';
import type { Priority } from './rule.ts';
import type { Surge } from './surge.ts';

/** The strategy by which a team takes turns. */
export type TurnStrategy = 'round_robin' | 'weighted' | 'least_loaded';

export interface Team {
  readonly id: TeamId;
  readonly manager: RepId;
  /** The calendar of its reps, unless a rep has one of their own. */
  readonly hours: string;
  readonly turn: TurnStrategy;
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
