import type { WorkSchedule } from '../business-hours/calendar.ts';
import type { LeadId, RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { SharedWait } from '../lead/stage.ts';
import type { CalendarReading } from '../team/calendar-reading.ts';
import type { CurrentLoad, Rep } from '../team/rep.ts';

/** A rep who could get leads of a team, with their load and work schedule. */
export interface Candidate {
  readonly rep: Rep;
  readonly load: CurrentLoad;
  /** Built from the plan's calendar and the rep's time zone, holidays and leaves. */
  readonly schedule: WorkSchedule;
  /** What was read of their calendar. Absent when they have none, and when no lead of the batch minds meetings. */
  readonly reading?: CalendarReading;
}

/** What the assignment algorithm needs to know about a lead. */
export interface AssignableLead {
  readonly lead: LeadId;
  /** Selects the ledger when the team keeps one for each band. */
  readonly band: string;
  /** The lead's values for each attribute that `need` can name: `{ territory: ['DE'], language: ['de'] }`. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Attributes of the rep that must include one of the lead's values. A lead without a value passes. */
  readonly need: readonly string[];
  /** Entries of `need` that are dropped, in this order, when nobody in the team has them. */
  readonly relax: readonly string[];
  /** Previous holders. None of them gets the lead again while anybody else in the team could ever take it. */
  readonly previousHolders: readonly RepId[];
  /** Whether another team can be tried after this one. If so, no previous holder in this team gets the lead again. */
  readonly hasOtherTeams: boolean;
  /** Reps who must never get it. */
  readonly excluded: readonly RepId[];
  /** Reps who refused it in this cycle. The system never gives it back to them. */
  readonly refusedBy?: readonly RepId[];
  /**
   * Slots of a rep's open cap that it takes: usually 1, or 0 for a lead of an import list. Turns and daily counts
   * always count one lead, whatever the slots.
   */
  readonly weight: number;
  /** Its import list and the list's daily pace. It only goes to reps who have a free slot, but takes no slot. */
  readonly list?: { readonly source: string; readonly perDay?: number };
  /**
   * How much working time of those who fit may pass while all of them are on leave, in seconds. Then `need` is relaxed,
   * and if that does not help, the lead moves on. Absent: it waits until they are back.
   */
  readonly maxAwaySeconds?: number;
  /**
   * Set when it waited while nobody was at work: how much working time it may wait for colleagues of the first who come,
   * in seconds, and what is known from an earlier attempt.
   */
  readonly waited?: { readonly maxSeconds: number; readonly earlier?: SharedWait };
  /**
   * While nobody who fits is at work, it goes at once to one of those who come within so much working time of the first
   * of them, in seconds. Absent: it waits.
   */
  readonly whileClosed?: { readonly maxSeconds: number };
  /** Reps who come to work by then can take it before. Made from `whileClosed` for one decision. */
  readonly comesBy?: Instant;
  /** The only rep who can get it. If it is charged, all eligible reps earn their share, and this rep pays the turn. */
  readonly only?: RepId;
  /**
   * The rep whose backup gets it, because they are on leave. Absent when nobody's backup is asked. `waitUntil`: until
   * when it may wait for a backup who is off shift while others are at work. `isTakeover`: it was theirs already, so it
   * uses up no turn of the backup.
   */
  readonly backup?: { readonly for: RepId; readonly waitUntil: Instant; readonly isTakeover: boolean };
  /** It uses up no turn: the ledger stays unchanged. */
  readonly charged?: false;
  /** Caps are ignored for it, but it counts toward them like any lead. */
  readonly capped?: false;
  /**
   * Reps whose meeting takes at least this long from now are passed over. If that leaves nobody, it waits for the first
   * of them until `waitUntil` at most. Absent: meetings do not count.
   */
  readonly meetings?: { readonly atLeastSeconds: number; readonly waitUntil: Instant };
}

/**
 * Why a rep was passed over. If several reasons apply, the first in this order counts, except that `need:…` (the
 * attribute that has none of the lead's values, for example `need:territory`) ranks between `previous_holder` and
 * `on_leave`.
 */
export type PassedOverReason =
  | 'inactive'
  | 'not_in_team'
  | 'zero_weight'
  | 'excluded'
  | 'refused'
  | 'previous_holder'
  | 'on_leave'
  | 'off_shift'
  | 'open_cap'
  | 'day_cap'
  | 'list_pace'
  | 'busy'
  | 'had_share'
  | 'not_the_owner'
  | `need:${string}`;
