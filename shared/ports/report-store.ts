import type { Counters } from '../domain/reporting/counters.ts';
import type { FlaggedLead } from '../domain/reporting/folded-lead.ts';
import type { MetricsCell, RepDay } from '../domain/reporting/posting.ts';
import type { Tally, TallyChange, TallyWindow } from '../domain/reporting/tally.ts';

/** Everything counted on one UTC day. */
export interface DayCounts {
  readonly cells: readonly { readonly cell: MetricsCell; readonly counters: Counters }[];
  readonly reps: readonly { readonly repDay: RepDay; readonly counters: Counters }[];
  /** Leads that were flagged as misrouted on this day. */
  readonly flagged: readonly FlaggedLead[];
}

/** Stores the counters behind reports. They hold ids, days and counts, and no personal data. */
export interface ReportStore {
  /** Returns the tally of a window; an empty one if nothing was counted there. */
  tally(window: TallyWindow): Promise<Tally>;
  /**
   * Saves a tally, in whole or not at all. `stale`: somebody else has saved it since it was read, or an earlier try of
   * this very write succeeded and its reply was lost. Its marks tell.
   */
  saveTally(change: Pick<TallyChange, 'tally' | 'otherDays'>): Promise<{ readonly outcome: 'done' | 'stale' }>;
  /** Adds up the counters of a UTC day. */
  day(day: string): Promise<DayCounts>;
}
