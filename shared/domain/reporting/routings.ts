import type { LeadEvent } from '../lead/events.ts';
import { lost } from './assignments.ts';
import { type Counted, here, inTurn, uncounted } from './counted.ts';
import type { FoldedLead } from './folded-lead.ts';
import type { Cell } from './posting.ts';

/** A rule sent it somewhere. What enrichment found is counted where it was routed first. */
export function routed(lead: FoldedLead, cell: Cell): Counted {
  const next = { ...lead, routing: { cell, settled: false }, coverage: lead.coverage ?? { cell, counted: [] } };
  return { lead: next, postings: [{ to: { cell }, counters: { routed: 1 } }] };
}

/** Where it was sent could not take it: counted once a routing, on the day of the routing. */
export function fellBack(lead: FoldedLead): Counted {
  const { routing } = lead;
  if (!routing || routing.settled) return uncounted(lead);
  const postings = [{ to: { cell: routing.cell }, counters: { fellBack: 1 } }];
  return { lead: { ...lead, routing: { ...routing, settled: true } }, postings };
}

/** Straight from routing, or because no team could: a fallback. Taken from a rep: the end of a rescue, counted by its reason. */
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

/** A rule closed it or let it rest at once, so no team ever saw it. */
export function keptFromTeams(lead: FoldedLead, day: string): FoldedLead {
  const cell = { day, source: lead.source, rule: lead.rule };
  return { ...lead, coverage: lead.coverage ?? { cell, counted: [] } };
}

/** Its routing has done its work: whoever gets it next takes it from nobody, and what becomes of it there is no fallback. */
export function settled(lead: FoldedLead, day: string): Counted {
  const { routing, source, rule } = lead;
  const cell = routing?.cell ?? { day, source, rule };
  return uncounted({ ...lead, assignment: undefined, routing: { cell, settled: true } });
}

/** It is to be routed anew. */
export function unrouted(lead: FoldedLead): Counted {
  return uncounted({ ...lead, routing: undefined });
}
