import type { LeadId } from '../domain/ids.ts';
import type { Counters } from '../domain/reporting/counters.ts';
import type { Flagged, FoldedLead } from '../domain/reporting/folded-lead.ts';
import type { Cell, Posting, RepDay } from '../domain/reporting/posting.ts';

/** Events of one lead counted; saved whole or not at all. */
export interface Roll {
  /** The last event that had been counted before; 0 when none was. */
  readonly fromSeq: number;
  readonly after: FoldedLead;
  readonly postings: readonly Posting[];
  readonly flagged: readonly Flagged[];
}

/** The counters that reports are made of. They hold ids, days and counts, nothing of a person. */
export interface ReportStore {
  /** How far a lead has been counted; undefined when it never was. */
  folded(lead: LeadId): Promise<FoldedLead | undefined>;
  /** `stale`: the lead has been counted further, or less far, than from `fromSeq`. */
  save(roll: Roll): Promise<{ readonly outcome: 'done' | 'stale' }>;
  /** Everything counted on a UTC day, by where the leads were. */
  cells(day: string): Promise<readonly { readonly cell: Cell; readonly counters: Counters }[]>;
  /** Everything counted on a UTC day, by rep. */
  repDays(day: string): Promise<readonly { readonly repDay: RepDay; readonly counters: Counters }[]>;
  /** Leads that were flagged as wrongly routed on a UTC day. */
  flagged(day: string): Promise<readonly Flagged[]>;
}
