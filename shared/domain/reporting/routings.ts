import type { LeadEvent } from '../lead/events.ts';
import { lost } from './assignments.ts';
import { type Counted, here, inTurn, uncounted } from './counted.ts';
import type { FoldedLead } from './folded-lead.ts';
import type { Cell } from './posting.ts';

/** Counts a routing by a rule. Enrichment coverage is counted where the lead was first routed. */
export function routed(lead: FoldedLead, cell: Cell): Counted {
  const next = { ...lead, routing: { cell, settled: false }, coverage: lead.coverage ?? { cell, counted: [] } };
  return { lead: next, postings: [{ to: { cell }, counters: { routed: 1 } }] };
}

/** Counts a fallback: the target could not take the lead. Counted once per routing, on the day of the routing. */
export function fellBack(lead: FoldedLead): Counted {
  const { routing } = lead;
  if (!routing || routing.settled) return uncounted(lead);
  const postings = [{ to: { cell: routing.cell }, counters: { fellBack: 1 } }];
  return { lead: { ...lead, routing: { ...routing, settled: true } }, postings };
}

/**
 * Counts a lead that was sent to a review queue. Directly from routing, or because no team could take it: a fallback.
 * Taken from a rep, after every attempt to save it: counted by reason.
 */
export function sentToQueue(
  lead: FoldedLead,
  { data }: Extract<LeadEvent, { type: 'LeadSentToQueue' }>,
  day: string,
): Counted {
  const { rep, because } = data;
  if (rep !== undefined) {
    return inTurn(
      lead,
      (next) => here(next, day, { [`queued:${because}`]: 1 }),
      (next) => uncounted(lost(next, 'queued')),
    );
  }
  if (lead.routing) return fellBack(lead);
  return inTurn(
    { ...lead, rule: because },
    (next) => routed(next, { day, source: lead.source, rule: because }),
    fellBack,
  );
}

/** Records that a rule closed the lead or moved it to nurture at once, so that no team ever saw it. */
export function keptFromTeams(lead: FoldedLead, day: string): FoldedLead {
  const cell = { day, source: lead.source, rule: lead.rule };
  return { ...lead, coverage: lead.coverage ?? { cell, counted: [] } };
}

/**
 * Marks the routing as settled. The next owner takes the lead from nobody, and whatever happens next is not a fallback.
 */
export function settled(lead: FoldedLead, day: string): Counted {
  const { routing, source, rule } = lead;
  const cell = routing?.cell ?? { day, source, rule };
  return uncounted({ ...lead, assignment: undefined, routing: { cell, settled: true } });
}

/** Records that the lead is to be routed again. */
export function unrouted(lead: FoldedLead): Counted {
  return uncounted({ ...lead, routing: undefined });
}
