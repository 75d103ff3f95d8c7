import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';

/** A person who works leads or answers for them, with what decides which leads they can be given. */
export interface Rep {
  readonly id: RepId;
  /** What a colleague calls them; shown, never logged. */
  readonly name: string;
  /** False once they have left: never given a lead again. */
  readonly active: boolean;
  /** Weight in each of their teams: a share of the turns, 0 for none. */
  readonly teams: Readonly<Record<TeamId, number>>;
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string;
  /** Holiday region, `DE-BY` or `US`; absent: works on holidays. */
  readonly holidayRegion?: string;
  /** Name of a calendar in the plan, when it differs from the team's. */
  readonly hours?: string;
  /** What `need` looks at: `{ territory: ['DE', 'AT'], language: ['de'], product: ['platform'] }`. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Own caps, when they differ from the team's. */
  readonly cap?: { readonly open?: number; readonly day?: number };
  readonly leaves: readonly Leave[];
  /** Grows with each change that touches eligibility; a robot's assignment is refused when it decided on an older one. */
  readonly version: number;
}

/** How much a rep may be given in a team: their own caps where they have any, else the team's; absent means no limit. */
export function capsOf(
  rep: Pick<Rep, 'cap'>,
  team: Pick<Team, 'cap'>,
): { readonly openCap?: number; readonly dayCap?: number } {
  return { openCap: rep.cap?.open ?? team.cap.open, dayCap: rep.cap?.day ?? team.cap.day };
}

/** An absence, `from` included, `until` excluded. */
export interface Leave {
  readonly from: Instant;
  readonly until: Instant;
}

/** Names a rep's count of a day: of all leads, or of a list's by themselves. */
export function dayKey(day: string, list?: string): string {
  return list === undefined ? day : `${day}#${list}`;
}

/** How much a rep holds right now; changed in the same transaction as the holds it sums. */
export interface Load {
  /** Leads held and not closed. */
  readonly open: number;
  /** Leads given per local day of the rep, those of lists by themselves, `{ '2026-11-21': 4, '2026-11-21#trade-show': 15 }`; old days fall away. */
  readonly days: Readonly<Record<string, number>>;
}
