import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActorKind } from '../lead/stage.ts';
import type { MetricsCell } from './posting.ts';

/**
 * What the events of a lead so far say that later events are counted by. Rebuilt from the timeline each time, never
 * stored.
 */
export interface FoldedLead {
  readonly source: string;
  readonly test: boolean;
  readonly receivedAt: Instant;
  /** When the form was submitted, if stated; otherwise when it was received. */
  readonly submittedAt: Instant;
  /** The plan version pinned by the last routing that named one. */
  readonly plan?: number;
  readonly rule?: string;
  /**
   * The current routing and the cell it was counted in. Settled once it has fallen back, or once it has done its work
   * and can no longer fall back.
   */
  readonly routing?: { readonly cell: MetricsCell; readonly settled: boolean };
  readonly assignment?: CountedAssignment;
  /** Whether it ever had an owner; time to owner counts once. */
  readonly owned: boolean;
  /** Whether the person was ever contacted; speed-to-lead counts once. */
  readonly touched: boolean;
  readonly returns: number;
  readonly recovered: boolean;
  /** The cell in which its enrichment coverage is counted: where it was first routed. */
  readonly coverageCell?: MetricsCell;
}

/** The current assignment, or the last one until somebody else gets the lead. */
export interface CountedAssignment {
  readonly epoch: number;
  readonly rep: RepId;
  readonly team: TeamId;
  readonly placedBy: ActorKind;
  /** The cell of the day on which it was made. Its later result is counted there. */
  readonly cell: MetricsCell;
  /** Whether its clock is still running: neither a first response nor a breach has ended it. */
  readonly clockRuns: boolean;
  /** Whether it has been counted as wrong. */
  readonly wrong: boolean;
  /** How the rep lost it, while nobody else has it: `declined`, `misrouted`, `released`, `queued`. */
  readonly lost?: string;
}

/** A lead that a rep reported as misrouted. */
export interface FlaggedLead {
  readonly day: string;
  readonly lead: LeadId;
  readonly seq: number;
  readonly rep: RepId;
  readonly reason: string;
  readonly team?: TeamId;
  readonly rule?: string;
}
