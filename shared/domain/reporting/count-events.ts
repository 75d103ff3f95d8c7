import type { EventData, LeadEvent } from '../lead/events.ts';
import { countAssignment, countFirstContact, countMisroute, endClock, markLost } from './assignments.ts';
import { type CountResult, countAtCurrentPlace, countInSequence, countNothing, utcDayOf } from './counted.ts';
import type { Counters } from './counters.ts';
import { recountCoverage } from './coverage.ts';
import { type CountingFacts, turnStrategyOf } from './facts.ts';
import type { CountedLead, FlaggedLead } from './folded-lead.ts';
import { mergePostings, type Posting } from './posting.ts';
import {
  clearRouting,
  countFallback,
  countRouting,
  countSentToQueue,
  setCoverageCell,
  settleRouting,
} from './routings.ts';

/** The result of counting further events of one lead. */
export interface CountEventsResult {
  readonly after: CountedLead;
  readonly postings: readonly Posting[];
  readonly flagged: readonly FlaggedLead[];
  /** Whether anything other than `seq` is new. If not, it can be saved together with later events. */
  readonly hasChanges: boolean;
}

/**
 * Counts the next events of one lead. docs/metrics.md defines which event counts as what, and on which day. The result
 * is the same whether events are counted in one batch or in several.
 * @throws if an event is missing: the caller reads the timeline, which has no gaps.
 */
export function countEvents(
  before: CountedLead | undefined,
  events: readonly LeadEvent[],
  facts: CountingFacts,
): CountEventsResult {
  const postings: Posting[] = [];
  const flagged: FlaggedLead[] = [];
  let lead = before;
  let matters = before === undefined;
  for (const event of events) {
    const countedLead: CountedLead = lead ?? createCountedLead(event.lead, facts);
    if (event.seq !== countedLead.seq + 1)
      throw new Error(`counting ${event.lead} would skip events before ${event.seq}`);
    if (event.type === 'LeadMisrouted' && !countedLead.test) flagged.push(flaggedLeadOf(countedLead, event));
    const counted = countedLead.test ? countTest(countedLead, event) : countEvent(countedLead, event, facts);
    matters ||= counted.lead !== countedLead || counted.postings.length > 0;
    lead = { ...counted.lead, seq: event.seq };
    postings.push(...counted.postings);
  }
  if (!lead) throw new Error('no events to count');
  const covered = recountCoverage(lead, facts);
  matters ||= covered.lead !== lead;
  return {
    after: covered.lead,
    postings: mergePostings([...postings, ...covered.postings]),
    flagged,
    hasChanges: matters,
  };
}

function createCountedLead(id: string, { lead }: CountingFacts): CountedLead {
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
function countTest(lead: CountedLead, event: LeadEvent): CountResult {
  const cell = { day: utcDayOf(event), source: lead.source };
  return { lead, postings: event.type === 'LeadReceived' ? [{ to: { cell }, counters: { tests: 1 } }] : [] };
}

function flaggedLeadOf(
  { assignment, rule }: CountedLead,
  event: Extract<LeadEvent, { type: 'LeadMisrouted' }>,
): FlaggedLead {
  const { rep, reason } = event.data;
  return { day: utcDayOf(event), lead: event.lead, seq: event.seq, rep, reason, team: assignment?.team, rule };
}

function countEvent(lead: CountedLead, event: LeadEvent, facts: CountingFacts): CountResult {
  const day = utcDayOf(event);
  const byPerson = event.actor.kind === 'person';
  const countContactNext = (next: CountedLead) => countContact(next, event, facts);
  switch (event.type) {
    case 'LeadReceived':
      return { lead, postings: [{ to: { cell: { day, source: lead.source } }, counters: { received: 1 } }] };
    case 'LeadRouted': {
      const { plan, rule, team } = event.data;
      return countRouting(
        { ...lead, plan, rule },
        { day, source: lead.source, team, rule, turn: turnStrategyOf(facts, plan, team) },
      );
    }
    case 'LeadScreened': {
      const { plan, rule } = event.data;
      return countAtCurrentPlace(setCoverageCell({ ...lead, plan, rule }, day), day, { 'closed:screened': 1 });
    }
    case 'LeadFellBack':
      return countFallback(lead);
    case 'LeadSentToQueue':
      return countSentToQueue(lead, event, day);
    case 'LeadAssigned':
      return countAssignment(lead, event, facts);
    case 'SlaBreached':
      return endClock(lead, event, 'breached');
    case 'FirstResponseMade':
      return countContactNext(lead);
    case 'ContactNoted':
      return countFirstContact(lead, event, facts);
    case 'LeadQualified':
      return countInSequence(
        lead,
        countContactNext,
        (next) => countRecovery(next, day),
        (next) => countAtCurrentPlace(next, day, { qualified: 1 }),
      );
    case 'LeadDeclined':
      return { lead: markLost(lead, 'declined'), postings: countAtCurrentPlace(lead, day, { declined: 1 }).postings };
    case 'LeadMisrouted':
      return countInSequence(lead, (next) => countMisroute(next, event), clearRouting);
    case 'LeadReconsidered':
      return clearRouting(lead);
    case 'LeadReleased':
      return countNothing(markLost(lead, 'released'));
    case 'LeadHandedOff':
      return countInSequence(
        lead,
        countContactNext,
        (next) => countRecovery(next, day),
        (next) => countAtCurrentPlace(next, day, { qualified: 1, handedOff: 1 }),
        (next) => settleRouting(next, day),
      );
    case 'HandoffReturned':
      return countInSequence(
        lead,
        (next) => countAtCurrentPlace(next, day, { handoffReturned: 1 }),
        (next) => settleRouting(next, day),
      );
    case 'LeadNurtured': {
      const { rep, because } = event.data;
      const known = rep === undefined && !lead.routing ? setCoverageCell({ ...lead, rule: because }, day) : lead;
      return countInSequence(
        known,
        byPerson ? countContactNext : countNothing,
        (next) => countAtCurrentPlace(next, day, { nurtured: 1 }),
        (next) => settleRouting(next, day),
      );
    }
    case 'LeadRecycled':
      return countInSequence(
        { ...lead, returns: lead.returns + 1 },
        (next) => countAtCurrentPlace(next, day, { returned: 1 }),
        clearRouting,
      );
    case 'LeadClosed':
      return countInSequence(
        lead,
        byPerson ? countContactNext : countNothing,
        (next) => (event.data.outcome === 'converted' ? countRecovery(next, day) : countNothing(next)),
        (next) => countAtCurrentPlace(next, day, outcomeCountersOf(event.data)),
      );
    case 'LeadForgotten':
      return event.data.ended ? countAtCurrentPlace(lead, day, { 'closed:forgotten': 1 }) : countNothing(lead);
    case 'ContactForbidden':
      return countAtCurrentPlace(lead, day, { 'closed:do_not_contact': 1 });
    default:
      return countNothing(lead);
  }
}

/** Returns the counters of a closed lead. Amounts are counted in hundredths, so that sums never need rounding. */
function outcomeCountersOf({ outcome, amount = 0 }: EventData<'LeadClosed'>): Counters {
  return { [`closed:${outcome}`]: 1, ...(amount > 0 && { amountHundredths: Math.round(amount * 100) }) };
}

/** Counts a contact by the rep: the clock ends, and for the first contact speed-to-lead is counted. */
function countContact(lead: CountedLead, event: LeadEvent, facts: CountingFacts): CountResult {
  return countInSequence(
    lead,
    (next) => endClock(next, event, 'respondedInTime'),
    (next) => countFirstContact(next, event, facts),
  );
}

/** Counts a lead that was recycled and then proved worthwhile; once per lead. */
function countRecovery(lead: CountedLead, day: string): CountResult {
  if (lead.returns === 0 || lead.recovered) return countNothing(lead);
  return { ...countAtCurrentPlace(lead, day, { recovered: 1 }), lead: { ...lead, recovered: true } };
}
