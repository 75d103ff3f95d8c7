import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Cell } from './posting.ts';

/** How far a lead's timeline has been counted, and what later events need to be counted right. No person, no state: only this. */
export interface FoldedLead {
  readonly lead: LeadId;
  /** The last event counted; 0 when none was. */
  readonly seq: number;
  readonly source: string;
  readonly test: boolean;
  readonly receivedAt: Instant;
  /** The form's own submission, if it said when; else the receipt. */
  readonly submittedAt: Instant;
  /** The plan version pinned by the last routing that named one. */
  readonly plan?: number;
  readonly rule?: string;
  /** The present routing and where it was counted; settled when it has fallen back, or has done its work and cannot any more. */
  readonly routing?: { readonly cell: Cell; readonly settled: boolean };
  readonly assignment?: FoldedAssignment;
  /** Whether it ever had an owner; time to owner counts once. */
  readonly owned: boolean;
  /** Whether it was ever touched; speed-to-lead counts once. */
  readonly touched: boolean;
  readonly returns: number;
  readonly recovered: boolean;
  /** Where its coverage is counted and under which names, so that it can be put right when more becomes known. */
  readonly coverage?: { readonly cell: Cell; readonly counted: readonly string[] };
}

/** The present assignment, or the last one until the lead is with somebody else. */
export interface FoldedAssignment {
  readonly epoch: number;
  readonly rep: RepId;
  readonly team: TeamId;
  readonly placedBy: 'robot' | 'person';
  /** Of the day on which it was made: what it turns out to be is counted there. */
  readonly cell: Cell;
  /** Whether neither a touch nor a breach has ended its clock yet. */
  readonly clockRuns: boolean;
  /** Whether it has been counted as wrong. */
  readonly wrong: boolean;
  /** How the rep lost it, while nobody else has it: `declined`, `misrouted`, `released`, `queued`. */
  readonly lost?: string;
}

/** A lead that a rep flagged as wrongly routed. */
export interface Flagged {
  readonly day: string;
  readonly lead: LeadId;
  readonly seq: number;
  readonly rep: RepId;
  readonly reason: string;
  readonly team?: TeamId;
  readonly rule?: string;
}
