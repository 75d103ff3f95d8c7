import { workingSecondsBetween } from '../business-hours/working-time.ts';
import { secondsBetween } from '../instant.ts';
import type { LeadEvent } from '../lead/events.ts';
import { type Counted, dayOf, postedTo, uncounted } from './counted.ts';
import { sumOf } from './counters.ts';
import { sketched } from './ddsketch.ts';
import { type Facts, scheduleKey, turnOf } from './facts.ts';
import type { FoldedAssignment, FoldedLead } from './folded-lead.ts';
import type { Posting } from './posting.ts';

type EventOf<Type extends LeadEvent['type']> = Extract<LeadEvent, { type: Type }>;

/** Counts an assignment. A previous owner in the same routing is counted as reassigned, by how they lost the lead. */
export function begun(lead: FoldedLead, event: EventOf<'LeadAssigned'>, facts: Facts): Counted {
  const { rep, team, epoch, placedBy } = event.data;
  const byPerson = placedBy === 'person';
  const turn = byPerson ? 'by_hand' : turnOf(facts, lead.plan, team);
  const cell = { day: dayOf(event), source: lead.source, team, rule: lead.rule, turn };
  const assignment = { epoch, rep, team, placedBy, cell, clockRuns: true, wrong: false };
  const counters = { assigned: 1, [byPerson ? 'assignedByHand' : 'assignedByRobot']: 1 };
  const toOwner = sketched('timeToOwner', secondsBetween(lead.receivedAt, event.at));
  return {
    lead: { ...lead, assignment, owned: true },
    postings: [
      ...takenFrom(lead.assignment, event),
      ...postedTo(assignment, lead.owned ? counters : sumOf([counters, toOwner])),
    ],
  };
}

function takenFrom(previous: FoldedAssignment | undefined, { data }: EventOf<'LeadAssigned'>): readonly Posting[] {
  if (!previous) return [];
  const byHand = data.placedBy === 'person' && data.because !== 'left';
  const how = previous.lost ?? (data.placedBy === 'robot' ? 'breach' : byHand ? 'by_hand' : 'left');
  // A person who gives the system's choice to somebody else indicates that the choice was wrong.
  const wrong = byHand && previous.placedBy === 'robot' && !previous.wrong;
  return postedTo(previous, { reassigned: 1, [`reassigned:${how}`]: 1, ...(wrong && { wrong: 1 }) });
}

/** Records that the rep lost the lead and that nobody else has it yet. */
export function lost(lead: FoldedLead, how: string): FoldedLead {
  return lead.assignment ? { ...lead, assignment: { ...lead.assignment, lost: how, clockRuns: false } } : lead;
}

/**
 * Counts a misroute reported by the rep. If the system made the assignment, it was wrong; counted on the day it was
 * made.
 */
export function misrouted(lead: FoldedLead, { data }: EventOf<'LeadMisrouted'>): Counted {
  const { assignment } = lead;
  if (!assignment) return uncounted(lead);
  const wrong = assignment.placedBy === 'robot' && !assignment.wrong;
  const counters = { misrouted: 1, [`misrouted:${data.reason}`]: 1, ...(wrong && { wrong: 1 }) };
  const gone = lost({ ...lead, assignment: { ...assignment, wrong: assignment.wrong || wrong } }, 'misrouted');
  return { lead: gone, postings: postedTo(assignment, counters) };
}

/** Ends the clock of an assignment, once: by a first response in time, or by the breach. */
export function clockEnded(lead: FoldedLead, event: LeadEvent, end: 'touchedInTime' | 'breached'): Counted {
  const { assignment } = lead;
  if (!assignment?.clockRuns) return uncounted(lead);
  return {
    lead: { ...lead, assignment: { ...assignment, clockRuns: false } },
    postings: postedTo(assignment, { due: 1, [end]: 1 }, dayOf(event)),
  };
}

/** Counts a lead's first contact: speed-to-lead, in wall-clock time and in the owner's working time. */
export function firstTouched(lead: FoldedLead, event: LeadEvent, facts: Facts): Counted {
  const { assignment, submittedAt } = lead;
  if (lead.touched || !assignment || assignment.lost !== undefined) return uncounted(lead);
  const schedule = facts.schedules.get(scheduleKey(assignment.rep, assignment.team));
  const from = submittedAt < event.at ? submittedAt : event.at;
  const counters = sumOf([
    { firstTouches: 1 },
    sketched('speed', secondsBetween(from, event.at)),
    schedule ? sketched('speedAtWork', workingSecondsBetween(schedule, from, event.at)) : {},
  ]);
  return { lead: { ...lead, touched: true }, postings: postedTo(assignment, counters, dayOf(event)) };
}
