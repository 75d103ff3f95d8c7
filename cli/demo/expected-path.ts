import type { EventType, LeadEvent } from '../../shared/domain/lead/events.ts';
import { holdOf, type Lead, workItemOf } from '../../shared/domain/lead/lead.ts';
import { actionsOf, type ScenarioLead } from './scenario.ts';

/** Events whose position or presence on a timeline depends on timing. */
const TIMING_DEPENDENT_EVENTS: ReadonlySet<EventType> = new Set([
  'RepNotified',
  'TouchpointAdded',
  'LeadHeld',
  'RoutingRetried',
]);

/** A lead's timeline and row, as far as the scenario checks them. */
export interface LeadSnapshot {
  readonly lead: Lead;
  readonly timeline: readonly LeadEvent[];
}

/** How far a lead is on its expected path. */
export interface PathProgress {
  /** `arrived`: completed the path and reached its end; `off`: cannot reach it any more. */
  readonly status: 'under_way' | 'arrived' | 'off';
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
export function comparePath(scenario: ScenarioLead, seen: LeadSnapshot | undefined): PathProgress {
  if (!seen) return { status: 'under_way', differences: [{ what: 'lead', expected: 'received', seen: 'nothing' }] };
  const path = comparedPath(scenario, seen.timeline);
  const isPrefix = path.every((type, index) => type === scenario.path[index]);
  const done = isPrefix && path.length === scenario.path.length;
  const differences = [
    ...(done ? [] : [{ what: 'path', expected: scenario.path.join(' '), seen: path.join(' ') }]),
    ...ruleDifference(scenario, seen.lead),
    ...heldDifferences(scenario, seen.timeline),
    ...endDifferences(scenario, seen.lead),
  ];
  if (!isPrefix) return { status: 'off', differences };
  return { status: done && differences.length === 0 ? 'arrived' : 'under_way', differences };
}

/**
 * Returns a timeline's events in order, without those that depend on timing. Warnings count only for owners who ignore
 * the lead.
 */
export function comparedPath(scenario: ScenarioLead, timeline: readonly LeadEvent[]): readonly EventType[] {
  return timeline
    .filter((event) => {
      if (event.type === 'SlaWarned') return actionsOf(scenario, event.data.epoch)[0]?.action === 'ignore';
      return !TIMING_DEPENDENT_EVENTS.has(event.type);
    })
    .map(({ type }) => type);
}

function ruleDifference(scenario: ScenarioLead, lead: Lead): readonly Difference[] {
  const rule = lead.routing?.route.rule;
  if (scenario.rule === undefined || scenario.rule === rule) return [];
  return [{ what: 'rule', expected: scenario.rule, seen: rule ?? 'none' }];
}

function heldDifferences(scenario: ScenarioLead, timeline: readonly LeadEvent[]): readonly Difference[] {
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
    touches: lead.touchpoints.length,
    reassignments: lead.reassignments,
  };
  return (Object.keys(end) as (keyof typeof end)[])
    .filter((what) => end[what] !== undefined && end[what] !== is[what])
    .map((what) => ({ what, expected: String(end[what]), seen: String(is[what] ?? 'none') }));
}
