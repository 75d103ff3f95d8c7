import type { LeadEvent } from '../lead/events.ts';
import type { Counters } from './counters.ts';
import type { CountedAssignment, FoldedLead } from './folded-lead.ts';
import type { MetricsCell, Posting } from './posting.ts';

/** What one event changes: what is remembered of the lead, and the amounts added to counters. */
export interface CountResult {
  readonly lead: FoldedLead;
  readonly postings: readonly Posting[];
}

/** Returns a result that adds nothing. */
export function countNothing(lead: FoldedLead): CountResult {
  return { lead, postings: [] };
}

/** Applies counting functions one after another. */
export function countInSequence(
  lead: FoldedLead,
  ...steps: readonly ((lead: FoldedLead) => CountResult)[]
): CountResult {
  return steps.reduce<CountResult>((done, next) => {
    const more = next(done.lead);
    return { lead: more.lead, postings: [...done.postings, ...more.postings] };
  }, countNothing(lead));
}

/** Returns the UTC day of an event, `2026-11-21`. */
export function utcDayOf({ at }: Pick<LeadEvent, 'at'>): string {
  return at.slice(0, 10);
}

/** Counts in the cell and for the rep of an assignment, on the day it was made or on another day. */
export function postToAssignment(
  { cell, rep }: Pick<CountedAssignment, 'cell' | 'rep'>,
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
export function countAtCurrentPlace(lead: FoldedLead, day: string, counters: Counters): CountResult {
  const { assignment, routing, source, rule } = lead;
  if (assignment) return { lead, postings: postToAssignment(assignment, counters, day) };
  const cell: MetricsCell = { ...(routing?.cell ?? { source, rule }), day };
  return { lead, postings: [{ to: { cell }, counters }] };
}
