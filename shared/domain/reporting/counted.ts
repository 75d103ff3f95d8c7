import type { LeadEvent } from '../lead/events.ts';
import type { Counters } from './counters.ts';
import type { FoldedAssignment, FoldedLead } from './folded-lead.ts';
import type { Cell, Posting } from './posting.ts';

/** What one event changes: the lead's row, and the amounts added to counters. */
export interface Counted {
  readonly lead: FoldedLead;
  readonly postings: readonly Posting[];
}

/** Returns a result that adds nothing. */
export function uncounted(lead: FoldedLead): Counted {
  return { lead, postings: [] };
}

/** Applies counting functions one after another. */
export function inTurn(lead: FoldedLead, ...steps: readonly ((lead: FoldedLead) => Counted)[]): Counted {
  return steps.reduce<Counted>((done, next) => {
    const more = next(done.lead);
    return { lead: more.lead, postings: [...done.postings, ...more.postings] };
  }, uncounted(lead));
}

/** Returns the UTC day of an event, `2026-11-21`. */
export function dayOf({ at }: Pick<LeadEvent, 'at'>): string {
  return at.slice(0, 10);
}

/** Counts in the cell and for the rep of an assignment, on the day it was made or on another day. */
export function postedTo(
  { cell, rep }: Pick<FoldedAssignment, 'cell' | 'rep'>,
  counters: Counters,
  day = cell.day,
): readonly Posting[] {
  return [
    { to: { cell: { ...cell, day } }, counters },
    { to: { repDay: { day, rep } }, counters },
  ];
}

/**
 * Counts where the lead is: at its owner, otherwise at the target it was routed to, otherwise at the rule that routed
 * it.
 */
export function here(lead: FoldedLead, day: string, counters: Counters): Counted {
  const { assignment, routing, source, rule } = lead;
  if (assignment) return { lead, postings: postedTo(assignment, counters, day) };
  const cell: Cell = { ...(routing?.cell ?? { source, rule }), day };
  return { lead, postings: [{ to: { cell }, counters }] };
}
