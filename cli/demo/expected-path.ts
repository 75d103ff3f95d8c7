import type { EventType, LeadEvent } from '../../shared/domain/lead/events.ts';
import { holdOf, type Lead, workItemOf } from '../../shared/domain/lead/lead.ts';
import { deedsOf, type ScenarioLead } from './scenario.ts';

/** Events whose position or presence on a timeline depends on timing. */
const TIMING: ReadonlySet<EventType> = new Set(['RepNotified', 'LeadTouched', 'LeadHeld', 'RoutingRetried']);

/** A lead's timeline and row, as far as the scenario checks them. */
export interface Seen {
  readonly lead: Lead;
  readonly timeline: readonly LeadEvent[];
}

/** How far a lead is on its expected path. */
export interface Progress {
  /** `arrived`: completed the path and reached its end; `off`: cannot reach it any more. */
  readonly where: 'under_way' | 'arrived' | 'off';
  /** What differs from the expectation, or is not there yet. */
  readonly differences: readonly Difference[];
}

/** One difference from the scenario. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly seen: string;
}

/** Compares a lead with the scenario's expectations. */
export function progressOf(scenario: ScenarioLead, seen: Seen | undefined): Progress {
  if (!seen) return { where: 'under_way', differences: [{ what: 'lead', expected: 'received', seen: 'nothing' }] };
  const path = comparedPath(scenario, seen.timeline);
  const isPrefix = path.every((type, index) => type === scenario.path[index]);
  const done = isPrefix && path.length === scenario.path.length;
  const differences = [
    ...(done ? [] : [{ what: 'path', expected: scenario.path.join(' '), seen: path.join(' ') }]),
    ...ruleDifference(scenario, seen.lead),
    ...heldDifference(scenario, seen.timeline),
    ...endDifferences(scenario, seen.lead),
  ];
  if (!isPrefix) return { where: 'off', differences };
  return { where: done && differences.length === 0 ? 'arrived' : 'under_way', differences };
}

/**
 * Returns a timeline's events in order, without those that depend on timing. Warnings count only for owners who ignore
 * the lead.
 */
export function comparedPath(scenario: ScenarioLead, timeline: readonly LeadEvent[]): readonly EventType[] {
  return timeline
    .filter((event) => {
      if (event.type === 'SlaWarned') return deedsOf(scenario, event.data.epoch)[0]?.does === 'ignore';
      return !TIMING.has(event.type);
    })
    .map(({ type }) => type);
}

function ruleDifference(scenario: ScenarioLead, lead: Lead): readonly Difference[] {
  const rule = lead.routing?.route.rule;
  if (scenario.rule === undefined || scenario.rule === rule) return [];
  return [{ what: 'rule', expected: scenario.rule, seen: rule ?? 'none' }];
}

function heldDifference(scenario: ScenarioLead, timeline: readonly LeadEvent[]): readonly Difference[] {
  if (!scenario.held || timeline.some(({ type }) => type === 'LeadHeld')) return [];
  return [{ what: 'waited for a free slot', expected: 'yes', seen: 'no' }];
}

function endDifferences({ end }: ScenarioLead, lead: Lead): readonly Difference[] {
  const { stage } = lead;
  const hold = holdOf(lead);
  const is: Record<keyof typeof end, string | number | undefined> = {
    state: stage.state,
    owner: hold?.rep,
    team: hold?.team ?? workItemOf(lead)?.team,
    queue: stage.state === 'waiting' && stage.place === 'queue' ? stage.queue : undefined,
    accountable: lead.accountable,
    outcome: stage.state === 'closed' ? stage.outcome : undefined,
    touches: lead.touches.length,
    reassignments: lead.reassignments,
  };
  return (Object.keys(end) as (keyof typeof end)[])
    .filter((what) => end[what] !== undefined && end[what] !== is[what])
    .map((what) => ({ what, expected: String(end[what]), seen: String(is[what] ?? 'none') }));
}
