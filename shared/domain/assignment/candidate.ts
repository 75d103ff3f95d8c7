import type { WorkSchedule } from '../business-hours/calendar.ts';
import type { LeadId, RepId } from '../ids.ts';
import type { Load, Rep } from '../team/rep.ts';

/** A rep a team could give leads to, with what they hold and when they work. */
export interface Candidate {
  readonly rep: Rep;
  readonly load: Load;
  /** Made from the plan's calendar, the rep's zone, holidays and leaves. */
  readonly schedule: WorkSchedule;
}

/** What assigning looks at of a lead. */
export interface Assignable {
  readonly lead: LeadId;
  /** Names the ledger account when the team is fair by band. */
  readonly band: string;
  /** The lead's values for each list that `need` may name: `{ territory: ['DE'], language: ['de'] }`. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Lists of the rep's that must hold one of the lead's values; a lead without a value passes. */
  readonly need: readonly string[];
  /** Those of `need` that are dropped, in this order, when nobody in the team has what is needed. */
  readonly relax: readonly string[];
  /** Reps who held it before; none gets it again while anybody else in the team could ever take it. */
  readonly holders: readonly RepId[];
  /** Another team can be tried after this one, so that here no previous holder gets it again, whoever else there is. */
  readonly othersElsewhere: boolean;
  /** Reps who must not get it at all. */
  readonly excluded: readonly RepId[];
  /** Slots it takes of a rep's open cap, 1 as a rule, none for a list's. A turn and a day's count are one lead each, whatever the slots. */
  readonly weight: number;
  /** The list it came with and its pace. It goes to nobody who has no room for a lead, and takes none of that room. */
  readonly list?: { readonly source: string; readonly perDay?: number };
  /** Nobody else may have it. When it is charged, whoever could have had it earns their share, and this rep pays the turn. */
  readonly only?: RepId;
  /** It takes no turn: the ledger does not move. */
  readonly charged?: false;
  /** No cap keeps it from anybody; it counts as every lead does. */
  readonly capped?: false;
}

/**
 * Why a rep was passed over; when several hold, the first in this order, except that `need:territory` (the list
 * that has none of the lead's values) stands between `previous_holder` and `on_leave`.
 */
export type PassedOverReason =
  | 'inactive'
  | 'not_in_team'
  | 'zero_weight'
  | 'excluded'
  | 'previous_holder'
  | 'on_leave'
  | 'off_shift'
  | 'open_cap'
  | 'day_cap'
  | 'list_pace'
  | 'not_the_owner'
  | `need:${string}`;
