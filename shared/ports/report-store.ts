import type { LeadId } from '../domain/ids.ts';
import type { Counters } from '../domain/reporting/counters.ts';
import type { CountedLead, FlaggedLead } from '../domain/reporting/folded-lead.ts';
import type { MetricsCell, Posting, RepDay } from '../domain/reporting/posting.ts';

/** Counted events of one lead, saved in whole or not at all. */
export interface CountedEvents {
  /** The sequence number of the last event counted before; 0 if none. */
  readonly fromSeq: number;
  readonly after: CountedLead;
  readonly postings: readonly Posting[];
  readonly flagged: readonly FlaggedLead[];
}

/** Stores the counters behind reports. They hold ids, days and counts, and no personal data. */
export interface ReportStore {
  /** Returns how far a lead has been counted; undefined if never. */
  countedLead(lead: LeadId): Promise<CountedLead | undefined>;
  /** `stale`: the lead's last counted event is not `fromSeq`. */
  save(roll: CountedEvents): Promise<{ readonly outcome: 'done' | 'stale' }>;
  /** Lists the counters of a UTC day, by cell. */
  cells(day: string): Promise<readonly { readonly cell: MetricsCell; readonly counters: Counters }[]>;
  /** Lists the counters of a UTC day, by rep. */
  repDays(day: string): Promise<readonly { readonly repDay: RepDay; readonly counters: Counters }[]>;
  /** Lists the leads flagged as misrouted on a UTC day. */
  flagged(day: string): Promise<readonly FlaggedLead[]>;
}
