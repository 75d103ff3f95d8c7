import { isNoLead } from '../answers/answer.ts';
import type { Instant } from '../instant.ts';
import type { EventData, LeadEvent } from '../lead/events.ts';
import { countAssignment, countFirstContact, countMisroute, endClock, markLost } from './assignments.ts';
import { type CountResult, countAtCurrentPlace, countInSequence, countNothing, utcDayOf } from './counted.ts';
import type { Counters } from './counters.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { type CountingFacts, turnStrategyOf } from './facts.ts';
import type { FlaggedLead, FoldedLead } from './folded-lead.ts';
import { type MetricsCell, mergePostings, type Posting } from './posting.ts';
import {
  clearRouting,
  countFallback,
  countRouting,
  countSentToQueue,
  setCoverageCell,
  settleRouting,
} from './routings.ts';
import { countTurnResult, NO_TURNS } from './turn-results.ts';

/** What one event of a lead adds to counters. */
export interface CountedEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly postings: readonly Posting[];
  readonly flagged?: FlaggedLead;
}

/** What the timeline of one lead adds to counters. */
export interface CountedTimeline {
  /** The events that add something, in order. Later events never change what earlier ones add. */
  readonly events: readonly CountedEvent[];
  /** Enrichment coverage as known now, counted with the event that first routed the lead. */
  readonly coverage?: { readonly at: Instant; readonly cell: MetricsCell; readonly known: Coverage };
}

/**
 * Counts the timeline of one lead from its beginning. docs/metrics.md defines which event counts as what, and on which
 * day.
 * @throws if an event is missing: a timeline has no gaps.
 */
export function countTimeline(timeline: readonly LeadEvent[], facts: CountingFacts): CountedTimeline {
  const events: CountedEvent[] = [];
  let lead = foldNothing(facts);
  let turns = NO_TURNS;
  let coverage: Pick<NonNullable<CountedTimeline['coverage']>, 'at' | 'cell'> | undefined;
  for (const [index, event] of timeline.entries()) {
    const { seq, at } = event;
    if (seq !== index + 1) throw new Error(`counting ${event.lead} would skip events before ${seq}`);
    const flagged = lead.test ? undefined : flaggedLeadOf(lead, event);
    const counted = lead.test ? countTest(lead, event) : countEvent(lead, event, facts);
    lead = counted.lead;
    if (lead.coverageCell) coverage ??= { at, cell: lead.coverageCell };
    const result = lead.test ? { turns, postings: [] } : countTurnResult(turns, event);
    turns = result.turns;
    const postings = mergePostings([...counted.postings, ...result.postings]);
    if (postings.length > 0 || flagged) events.push({ seq, at, postings, flagged });
  }
  return { events, ...(coverage && { coverage: { ...coverage, known: coverageOf(facts, lead.plan) } }) };
}

function foldNothing({ lead }: CountingFacts): FoldedLead {
  const { source, test, receivedAt, submittedAt = receivedAt } = lead;
  return { source, test, receivedAt, submittedAt, owned: false, touched: false, returns: 0, recovered: false };
}

/** Counts a test lead as a test and as nothing else. */
function countTest(lead: FoldedLead, event: LeadEvent): CountResult {
  const cell = { day: utcDayOf(event), source: lead.source };
  return { lead, postings: event.type === 'LeadReceived' ? [{ to: { cell }, counters: { tests: 1 } }] : [] };
}

/** Returns what a rep flagged: as misrouted or, which ends the lead, as spam or a duplicate. */
function flaggedLeadOf({ assignment, rule }: FoldedLead, event: LeadEvent): FlaggedLead | undefined {
  const isEnd = event.type === 'LeadClosed' && event.actor.kind === 'person' && isNoLead(event.data.reason);
  if (event.type !== 'LeadMisrouted' && !isEnd) return undefined;
  const { rep, reason } = event.data;
  if (rep === undefined || reason === undefined) return undefined;
  return { day: utcDayOf(event), lead: event.lead, seq: event.seq, rep, reason, team: assignment?.team, rule };
}

function countEvent(lead: FoldedLead, event: LeadEvent, facts: CountingFacts): CountResult {
  const day = utcDayOf(event);
  const byPerson = event.actor.kind === 'person';
  const countContactNext = (next: FoldedLead) => countContact(next, event, facts);
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
function countContact(lead: FoldedLead, event: LeadEvent, facts: CountingFacts): CountResult {
  return countInSequence(
    lead,
    (next) => endClock(next, event, 'respondedInTime'),
    (next) => countFirstContact(next, event, facts),
  );
}

/** Counts a lead that was recycled and then proved worthwhile; once per lead. */
function countRecovery(lead: FoldedLead, day: string): CountResult {
  if (lead.returns === 0 || lead.recovered) return countNothing(lead);
  return { ...countAtCurrentPlace(lead, day, { recovered: 1 }), lead: { ...lead, recovered: true } };
}
