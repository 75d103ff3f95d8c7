import { secondsBetween } from '../../shared/domain/instant.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { LeadSnapshot } from './expected-path.ts';

/** A duration over all leads that have it, in seconds. */
export interface DurationSpread {
  readonly leads: number;
  readonly median: number;
  readonly p95: number;
}

/** The figures of a run. */
export interface RunFigures {
  /** Number of leads by final state, highest first. */
  readonly finalStates: readonly { readonly end: string; readonly leads: number }[];
  /** From form submission (or else receipt) to the first response by a rep. */
  readonly speedToLead?: DurationSpread;
  /** From receipt to the first owner. */
  readonly timeToOwner?: DurationSpread;
  /** Of the leads whose SLA clock ended, how many got a response before any deadline passed. */
  readonly attainment: { readonly respondedInTime: number; readonly of: number };
  /** Reassignments to another rep after a breach. */
  readonly reassignments: number;
  /** How often a lead fell back to another team because its own could not take it. */
  readonly fallbacks: number;
  /** Leads that no rule matched. */
  readonly gaps: number;
  /** Leads that were recycled from nurture, and how many of them succeeded since. */
  readonly recycling: { readonly returned: number; readonly recovered: number };
}

/** Computes a run's figures from the leads and their timelines alone. */
export function computeRunFigures(run: readonly LeadSnapshot[]): RunFigures {
  const events = run.flatMap(({ timeline }) => timeline);
  const breached = ({ timeline }: LeadSnapshot): boolean => timeline.some(({ type }) => type === 'SlaBreached');
  const clocked = run.filter((seen) => breached(seen) || firstResponseOf(seen.timeline) !== undefined);
  return {
    finalStates: countByWord(run.map(({ lead }) => stateText(lead))),
    speedToLead: spreadOf(
      run.map(({ lead, timeline }) => secondsTo(lead.submittedAt ?? lead.receivedAt, firstResponseOf(timeline))),
    ),
    timeToOwner: spreadOf(
      run.map(({ lead, timeline }) =>
        secondsTo(
          lead.receivedAt,
          timeline.find(({ type }) => type === 'LeadAssigned'),
        ),
      ),
    ),
    attainment: { respondedInTime: clocked.filter((seen) => !breached(seen)).length, of: clocked.length },
    reassignments: run.reduce((sum, { lead }) => sum + lead.reassignments, 0),
    fallbacks: events.filter(({ type }) => type === 'LeadFellBack').length,
    gaps: run.filter(({ lead }) => lead.routing?.route.rule === 'otherwise').length,
    recycling: countRecycled(run.map(({ timeline }) => timeline)),
  };
}

/** Returns whether an event is a success as docs/recycling.md defines it: qualified or converted. */
function isSuccess({ type, data }: LeadEvent): boolean {
  return (
    type === 'LeadQualified' || type === 'LeadHandedOff' || (type === 'LeadClosed' && data.outcome === 'converted')
  );
}

function countRecycled(timelines: readonly (readonly LeadEvent[])[]): RunFigures['recycling'] {
  const sinceReturn = timelines
    .map((timeline) => timeline.slice(timeline.findLastIndex(({ type }) => type === 'LeadRecycled')))
    .filter(([first]) => first?.type === 'LeadRecycled');
  return {
    returned: sinceReturn.length,
    recovered: sinceReturn.filter((events) => events.some(isSuccess)).length,
  };
}

/** Describes a lead's current state in a few words. */
export function stateText({ stage }: Lead): string {
  switch (stage.state) {
    case 'closed':
      return `closed: ${stage.outcome}`;
    case 'waiting':
      return stage.place === 'queue' ? `waiting: ${stage.queue}` : `waiting: ${stage.workItem.team}`;
    default:
      return stage.state;
  }
}

/**
 * Returns the event by which a rep showed that they had contacted the lead. Declining or reporting a wrong address does
 * not count.
 */
export function firstResponseOf(timeline: readonly LeadEvent[]): LeadEvent | undefined {
  return timeline.find(({ type, actor }) => {
    if (['FirstResponseMade', 'LeadQualified', 'LeadHandedOff'].includes(type)) return true;
    return (type === 'LeadClosed' || type === 'LeadNurtured') && actor.kind === 'person';
  });
}

/**
 * Returns the median (for an even count, the mean of the middle two) and the 95th percentile (nearest rank); undefined
 * for no values.
 */
export function spreadOf(values: readonly (number | undefined)[]): DurationSpread | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? 0;
  if (sorted.length === 0) return undefined;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { leads: sorted.length, median, p95: at(Math.ceil(sorted.length * 0.95) - 1) };
}

function secondsTo(from: string, event: LeadEvent | undefined): number | undefined {
  return event && Math.max(0, secondsBetween(from, event.at));
}

function countByWord(words: readonly string[]): RunFigures['finalStates'] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([end, leads]) => ({ end, leads }))
    .sort((a, b) => b.leads - a.leads || (a.end < b.end ? -1 : 1));
}
