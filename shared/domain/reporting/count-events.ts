import type { EventData, LeadEvent } from '../lead/events.ts';
import { begun, clockEnded, firstTouched, lost, misrouted } from './assignments.ts';
import { type Counted, dayOf, here, inTurn, uncounted } from './counted.ts';
import type { Counters } from './counters.ts';
import { recounted } from './coverage.ts';
import { type Facts, turnOf } from './facts.ts';
import type { Flagged, FoldedLead } from './folded-lead.ts';
import { merged, type Posting } from './posting.ts';
import { fellBack, keptFromTeams, routed, sentToQueue, settled, unrouted } from './routings.ts';

/** The result of counting further events of one lead. */
export interface Folding {
  readonly after: FoldedLead;
  readonly postings: readonly Posting[];
  readonly flagged: readonly Flagged[];
  /** Whether anything other than `seq` is new. If not, it can be saved together with later events. */
  readonly matters: boolean;
}

/**
 * Counts the next events of one lead. docs/metrics.md defines which event counts as what, and on which day. The result
 * is the same whether events are counted in one batch or in several.
 * @throws if an event is missing: the caller reads the timeline, which has no gaps.
 */
export function fold(before: FoldedLead | undefined, events: readonly LeadEvent[], facts: Facts): Folding {
  const postings: Posting[] = [];
  const flagged: Flagged[] = [];
  let lead = before;
  let matters = before === undefined;
  for (const event of events) {
    const known: FoldedLead = lead ?? unfolded(event.lead, facts);
    if (event.seq !== known.seq + 1) throw new Error(`counting ${event.lead} would skip events before ${event.seq}`);
    if (event.type === 'LeadMisrouted' && !known.test) flagged.push(flagOf(known, event));
    const counted = known.test ? testCounted(known, event) : count(known, event, facts);
    matters ||= counted.lead !== known || counted.postings.length > 0;
    lead = { ...counted.lead, seq: event.seq };
    postings.push(...counted.postings);
  }
  if (!lead) throw new Error('no events to count');
  const covered = recounted(lead, facts);
  matters ||= covered.lead !== lead;
  return { after: covered.lead, postings: merged([...postings, ...covered.postings]), flagged, matters };
}

function unfolded(id: string, { lead }: Facts): FoldedLead {
  const { source, test, receivedAt, submittedAt = receivedAt } = lead;
  return {
    lead: id,
    seq: 0,
    source,
    test,
    receivedAt,
    submittedAt,
    owned: false,
    touched: false,
    returns: 0,
    recovered: false,
  };
}

/** Counts a test lead as a test and as nothing else. */
function testCounted(lead: FoldedLead, event: LeadEvent): Counted {
  const cell = { day: dayOf(event), source: lead.source };
  return { lead, postings: event.type === 'LeadReceived' ? [{ to: { cell }, counters: { tests: 1 } }] : [] };
}

function flagOf({ assignment, rule }: FoldedLead, event: Extract<LeadEvent, { type: 'LeadMisrouted' }>): Flagged {
  const { rep, reason } = event.data;
  return { day: dayOf(event), lead: event.lead, seq: event.seq, rep, reason, team: assignment?.team, rule };
}

function count(lead: FoldedLead, event: LeadEvent, facts: Facts): Counted {
  const day = dayOf(event);
  const byPerson = event.actor.kind === 'person';
  const isTouched = (next: FoldedLead) => touched(next, event, facts);
  switch (event.type) {
    case 'LeadReceived':
      return { lead, postings: [{ to: { cell: { day, source: lead.source } }, counters: { received: 1 } }] };
    case 'LeadRouted': {
      const { plan, rule, team } = event.data;
      return routed({ ...lead, plan, rule }, { day, source: lead.source, team, rule, turn: turnOf(facts, plan, team) });
    }
    case 'LeadScreened': {
      const { plan, rule } = event.data;
      return here(keptFromTeams({ ...lead, plan, rule }, day), day, { 'closed:screened': 1 });
    }
    case 'LeadFellBack':
      return fellBack(lead);
    case 'LeadSentToQueue':
      return sentToQueue(lead, event, day);
    case 'LeadAssigned':
      return begun(lead, event, facts);
    case 'SlaBreached':
      return clockEnded(lead, event, 'breached');
    case 'FirstTouchMade':
      return isTouched(lead);
    case 'ContactNoted':
      return firstTouched(lead, event, facts);
    case 'LeadQualified':
      return inTurn(
        lead,
        isTouched,
        (next) => recovered(next, day),
        (next) => here(next, day, { qualified: 1 }),
      );
    case 'LeadDeclined':
      return { lead: lost(lead, 'declined'), postings: here(lead, day, { declined: 1 }).postings };
    case 'LeadMisrouted':
      return inTurn(lead, (next) => misrouted(next, event), unrouted);
    case 'LeadReconsidered':
      return unrouted(lead);
    case 'LeadReleased':
      return uncounted(lost(lead, 'released'));
    case 'LeadHandedOff':
      return inTurn(
        lead,
        isTouched,
        (next) => recovered(next, day),
        (next) => here(next, day, { qualified: 1, handedOff: 1 }),
        (next) => settled(next, day),
      );
    case 'HandoffReturned':
      return inTurn(
        lead,
        (next) => here(next, day, { handoffReturned: 1 }),
        (next) => settled(next, day),
      );
    case 'LeadNurtured': {
      const { rep, because } = event.data;
      const known = rep === undefined && !lead.routing ? keptFromTeams({ ...lead, rule: because }, day) : lead;
      return inTurn(
        known,
        byPerson ? isTouched : uncounted,
        (next) => here(next, day, { nurtured: 1 }),
        (next) => settled(next, day),
      );
    }
    case 'LeadReturned':
      return inTurn({ ...lead, returns: lead.returns + 1 }, (next) => here(next, day, { returned: 1 }), unrouted);
    case 'LeadClosed':
      return inTurn(
        lead,
        byPerson ? isTouched : uncounted,
        (next) => (event.data.outcome === 'converted' ? recovered(next, day) : uncounted(next)),
        (next) => here(next, day, endOf(event.data)),
      );
    default:
      return uncounted(lead);
  }
}

/** Returns the counters of a closed lead. Amounts are counted in hundredths, so that sums never need rounding. */
function endOf({ outcome, amount = 0 }: EventData<'LeadClosed'>): Counters {
  return { [`closed:${outcome}`]: 1, ...(amount > 0 && { amountHundredths: Math.round(amount * 100) }) };
}

/** Counts a contact by the rep: the clock ends, and for the first contact speed-to-lead is counted. */
function touched(lead: FoldedLead, event: LeadEvent, facts: Facts): Counted {
  return inTurn(
    lead,
    (next) => clockEnded(next, event, 'touchedInTime'),
    (next) => firstTouched(next, event, facts),
  );
}

/** Counts a lead that was recycled and then proved worthwhile; once per lead. */
function recovered(lead: FoldedLead, day: string): Counted {
  if (lead.returns === 0 || lead.recovered) return uncounted(lead);
  return { ...here(lead, day, { recovered: 1 }), lead: { ...lead, recovered: true } };
}
