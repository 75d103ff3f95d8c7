import { workingSecondsBetween } from '../business-hours/working-time.ts';
import { secondsBetween } from '../instant.ts';
import type { LeadEvent } from '../lead/events.ts';
import { type CountResult, countNothing, postToAssignment, utcDayOf } from './counted.ts';
import { sumCounters } from './counters.ts';
import { countDuration } from './ddsketch.ts';
import { type CountingFacts, scheduleKeyOf, turnStrategyOf } from './facts.ts';
import type { CountedAssignment, FoldedLead } from './folded-lead.ts';
import type { Posting } from './posting.ts';

type EventOf<Type extends LeadEvent['type']> = Extract<LeadEvent, { type: Type }>;

/** Counts an assignment. A previous owner in the same routing is counted as reassigned, by how they lost the lead. */
export function countAssignment(lead: FoldedLead, event: EventOf<'LeadAssigned'>, facts: CountingFacts): CountResult {
  const { rep, team, epoch, placedBy } = event.data;
  const byPerson = placedBy === 'person';
  const turnStrategy = byPerson ? 'by_hand' : turnStrategyOf(facts, lead.plan, team);
  const cell = { day: utcDayOf(event), source: lead.source, team, rule: lead.rule, turn: turnStrategy };
  const assignment = { epoch, rep, team, placedBy, cell, clockRuns: true, wrong: false };
  const counters = { assigned: 1, [byPerson ? 'assignedByHand' : 'assignedBySystem']: 1 };
  const toOwner = countDuration('timeToOwner', secondsBetween(lead.receivedAt, event.at));
  return {
    lead: { ...lead, assignment, owned: true },
    postings: [
      ...reassignmentPostingsOf(lead.assignment, event),
      ...postToAssignment(assignment, lead.owned ? counters : sumCounters([counters, toOwner])),
    ],
  };
}

function reassignmentPostingsOf(
  previous: CountedAssignment | undefined,
  { data }: EventOf<'LeadAssigned'>,
): readonly Posting[] {
  if (!previous) return [];
  const byHand = data.placedBy === 'person' && data.because !== 'left';
  const how = previous.lost ?? (data.placedBy === 'system' ? 'breach' : byHand ? 'by_hand' : 'left');
  // A person who gives the system's choice to somebody else indicates that the choice was wrong.
  const wrong = byHand && previous.placedBy === 'system' && !previous.wrong;
  return postToAssignment(previous, { reassigned: 1, [`reassigned:${how}`]: 1, ...(wrong && { wrong: 1 }) });
}

/** Records that the rep lost the lead and that nobody else has it yet. */
export function markLost(lead: FoldedLead, how: string): FoldedLead {
  return lead.assignment ? { ...lead, assignment: { ...lead.assignment, lost: how, clockRuns: false } } : lead;
}

/**
 * Counts a misroute reported by the rep. If the system made the assignment, it was wrong; counted on the day it was
 * made.
 */
export function countMisroute(lead: FoldedLead, { data }: EventOf<'LeadMisrouted'>): CountResult {
  const { assignment } = lead;
  if (!assignment) return countNothing(lead);
  const wrong = assignment.placedBy === 'system' && !assignment.wrong;
  const counters = { misrouted: 1, [`misrouted:${data.reason}`]: 1, ...(wrong && { wrong: 1 }) };
  const lostLead = markLost({ ...lead, assignment: { ...assignment, wrong: assignment.wrong || wrong } }, 'misrouted');
  return { lead: lostLead, postings: postToAssignment(assignment, counters) };
}

/** Ends the clock of an assignment, once: by a first response in time, or by the breach. */
export function endClock(lead: FoldedLead, event: LeadEvent, end: 'respondedInTime' | 'breached'): CountResult {
  const { assignment } = lead;
  if (!assignment?.clockRuns) return countNothing(lead);
  return {
    lead: { ...lead, assignment: { ...assignment, clockRuns: false } },
    postings: postToAssignment(assignment, { due: 1, [end]: 1 }, utcDayOf(event)),
  };
}

/** Counts a lead's first contact: speed-to-lead, in wall-clock time and in the owner's working time. */
export function countFirstContact(lead: FoldedLead, event: LeadEvent, facts: CountingFacts): CountResult {
  const { assignment, submittedAt } = lead;
  if (lead.touched || !assignment || assignment.lost !== undefined) return countNothing(lead);
  const schedule = facts.schedules.get(scheduleKeyOf(assignment.rep, assignment.team));
  const from = submittedAt < event.at ? submittedAt : event.at;
  const counters = sumCounters([
    { firstResponses: 1 },
    countDuration('speed', secondsBetween(from, event.at)),
    schedule ? countDuration('speedAtWork', workingSecondsBetween(schedule, from, event.at)) : {},
  ]);
  return { lead: { ...lead, touched: true }, postings: postToAssignment(assignment, counters, utcDayOf(event)) };
}
