import type { EventType, LeadEvent } from '../../shared/domain/lead/events.ts';
import type { MetricName } from '../../shared/runtime/telemetry/metrics.ts';

const METRICS: Partial<Record<EventType, MetricName>> = {
  LeadReceived: 'LeadReceived',
  LeadRouted: 'LeadRouted',
  LeadAssigned: 'LeadAssigned',
  LeadHeld: 'LeadWaiting',
  FirstResponseMade: 'LeadAnswered',
  SlaWarned: 'SlaWarned',
  SlaBreached: 'SlaBreached',
  ReassignmentSought: 'LeadReassigned',
  LeadFellBack: 'LeadFellBack',
};

/**
 * Returns the metric an event counts for, if any. A lead that no rule matched shows a gap in the plan and counts as
 * uncovered.
 */
export function metricOf(event: LeadEvent): MetricName | undefined {
  if (event.type === 'LeadSentToQueue' && event.data.because === 'otherwise') return 'LeadUncovered';
  return METRICS[event.type];
}
