import type { LeadEvent } from '../lead/events.ts';
import { markLost } from './assignments.ts';
import { type CountResult, countAtCurrentPlace, countInSequence, countNothing } from './counted.ts';
import type { FoldedLead } from './folded-lead.ts';
import type { MetricsCell } from './posting.ts';

/** Counts a routing by a rule. Enrichment coverage is counted where the lead was first routed. */
export function countRouting(lead: FoldedLead, cell: MetricsCell): CountResult {
  const next = { ...lead, routing: { cell, settled: false }, coverageCell: lead.coverageCell ?? cell };
  return { lead: next, postings: [{ to: { cell }, counters: { routed: 1 } }] };
}

/** Counts a fallback: the target could not take the lead. Counted once per routing, on the day of the routing. */
export function countFallback(lead: FoldedLead): CountResult {
  const { routing } = lead;
  if (!routing || routing.settled) return countNothing(lead);
  const postings = [{ to: { cell: routing.cell }, counters: { fellBack: 1 } }];
  return { lead: { ...lead, routing: { ...routing, settled: true } }, postings };
}

/**
 * Counts a lead that was sent to a review queue. Directly from routing, or because no team could take it: a fallback.
 * Taken from a rep, after every attempt to save it: counted by reason.
 */
export function countSentToQueue(
  lead: FoldedLead,
  { data }: Extract<LeadEvent, { type: 'LeadSentToQueue' }>,
  day: string,
): CountResult {
  const { rep, because } = data;
  if (rep !== undefined) {
    return countInSequence(
      lead,
      (next) => countAtCurrentPlace(next, day, { [`queued:${because}`]: 1 }),
      (next) => countNothing(markLost(next, 'queued')),
    );
  }
  if (lead.routing) return countFallback(lead);
  return countInSequence(
    { ...lead, rule: because },
    (next) => countRouting(next, { day, source: lead.source, rule: because }),
    countFallback,
  );
}

/** Records that a rule closed the lead or moved it to nurture at once, so that no team ever saw it. */
export function setCoverageCell(lead: FoldedLead, day: string): FoldedLead {
  const cell = { day, source: lead.source, rule: lead.rule };
  return { ...lead, coverageCell: lead.coverageCell ?? cell };
}

/**
 * Marks the routing as settled. The next owner takes the lead from nobody, and whatever happens next is not a fallback.
 */
export function settleRouting(lead: FoldedLead, day: string): CountResult {
  const { routing, source, rule } = lead;
  const cell = routing?.cell ?? { day, source, rule };
  return countNothing({ ...lead, assignment: undefined, routing: { cell, settled: true } });
}

/** Records that the lead is to be routed again. */
export function clearRouting(lead: FoldedLead): CountResult {
  return countNothing({ ...lead, routing: undefined });
}
